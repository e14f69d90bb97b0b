package io.braid.radius.client;

/**
 * What a server's port has done since the start.
 *
 * @param health how it is
 * @param pending requests that wait for its answer now
 * @param waiting requests that wait for a free identifier now
 * @param roundTripUs smoothed time to its answer, in microseconds; 0 before the first
 * @param counts what was counted
 */
public record ServerReport(ServerHealth health, int pending, int waiting, long roundTripUs, Counts counts) {
    /**
     * Numbers that only grow.
     *
     * @param requests sent, the first time
     * @param retransmissions sent again
     * @param accepts Access-Accept
     * @param rejects Access-Reject
     * @param challenges Access-Challenge
     * @param responses Accounting-Response, and answers to Status-Server
     * @param timeouts requests without an answer
     * @param refused requests for which there was no room
     * @param malformed received packets that are none
     * @param badAuthenticators received packets with a wrong authenticator or Message-Authenticator
     * @param unsigned received packets without the Message-Authenticator that they must have
     * @param unexpected received packets that answer nothing
     */
    public record Counts(
            long requests,
            long retransmissions,
            long accepts,
            long rejects,
            long challenges,
            long responses,
            long timeouts,
            long refused,
            long malformed,
            long badAuthenticators,
            long unsigned,
            long unexpected) {}
}
