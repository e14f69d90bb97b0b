/** XML in and out, as NETCONF wants it: UTF-8, no document types, bounded depth. */
package io.braid.netconf.xml;
