/** The operations of NETCONF, each a translation of a message into calls of the datastore. */
package io.braid.netconf.operation;
