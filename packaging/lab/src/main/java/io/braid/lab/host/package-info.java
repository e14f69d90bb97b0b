/** Traffic: plain TCP and MPTCP clients and servers. */
package io.braid.lab.host;
