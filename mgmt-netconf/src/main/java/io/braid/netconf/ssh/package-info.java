/** NETCONF as a subsystem of an SSH server (RFC 6242 §3). */
package io.braid.netconf.ssh;
