package io.braid.engine.config;

/**
 * What Braid owns of the network namespace it runs in.
 *
 * @param eventLoops relay threads; 0 means one per processor
 * @param tableName name of the one nftables table (family inet) that holds every rule of Braid
 * @param mark the firewall mark that brings packets of transparent sockets to this host; a single bit
 * @param routingTable number of the routing table behind {@code mark}, 1 to 4294967295
 * @param signalMark the firewall mark of SYNs that carry, or are to carry, MP_PREFER_PROXY; a single other bit
 * @param preferProxySubtype MPTCP subtype of MP_PREFER_PROXY, 9 to 15 (draft S6)
 * @param allowJoinInitialAddressPort whether peers may join the address and port they first connected to. False sets
 *     the C bit in MP_CAPABLE (RFC 8684 §3.1, draft S5.2.2) for the whole namespace
 */
public record KernelConfig(
        int eventLoops,
        String tableName,
        long mark,
        long routingTable,
        long signalMark,
        int preferProxySubtype,
        boolean allowJoinInitialAddressPort) {
    public KernelConfig {
        if (eventLoops < 0 || eventLoops > 1024) {
            throw new IllegalArgumentException("event-loops " + eventLoops + " is not in 0..1024");
        }
        single("mark", mark);
        single("signal mark", signalMark);
        if (mark == signalMark) {
            throw new IllegalArgumentException("mark and signal mark are the same bit");
        }
        if (preferProxySubtype < 9 || preferProxySubtype > 15) {
            throw new IllegalArgumentException("prefer-proxy-subtype " + preferProxySubtype + " is not in 9..15");
        }
        if (routingTable < 1 || routingTable > 0xffff_ffffL) {
            throw new IllegalArgumentException("routing-table " + routingTable + " is not in 1..4294967295");
        }
    }

    private static void single(String name, long mark) {
        if (Long.bitCount(mark) != 1 || mark > 0x8000_0000L) {
            throw new IllegalArgumentException(name + " 0x" + Long.toHexString(mark) + " is not a single bit of 32");
        }
    }
}
