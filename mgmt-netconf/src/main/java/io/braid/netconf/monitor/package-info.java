/** What the server tells of itself: netconf-state (RFC 6022), yang-library (RFC 8525), capabilities. */
package io.braid.netconf.monitor;
