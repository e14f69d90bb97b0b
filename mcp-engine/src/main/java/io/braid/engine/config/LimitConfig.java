package io.braid.engine.config;

/**
 * Bounds of one service.
 *
 * @param conversionsMax most conversions at a time; further requests are refused
 * @param pendingMax most connections at a time whose server leg does not stand yet; further ones are reset
 * @param backlog pending connections of each listener, accepted by the kernel but not yet by Braid
 * @param fastOpenPendingMax connections in which data came in the SYN and whose handshake is not complete, per listener
 * @param stashMax bytes that may wait in Braid for slow receivers; beyond it nothing is read ahead
 * @param retryAfter seconds that a refused customer is asked to wait, 0 to 255
 * @param source bounds of each customer
 */
public record LimitConfig(
        int conversionsMax,
        int pendingMax,
        int backlog,
        int fastOpenPendingMax,
        long stashMax,
        int retryAfter,
        SourceLimitConfig source) {
    /** Whether listeners made under these bounds are right under the others. */
    public boolean listensLike(LimitConfig other) {
        return backlog == other.backlog && fastOpenPendingMax == other.fastOpenPendingMax;
    }
}
