/** The figures of the management: a large configuration over NETCONF, while traffic is relayed. */
package io.braid.bench.netconf;
