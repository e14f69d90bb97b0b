package io.braid.radius.client;

import io.braid.radius.packet.Code;
import io.braid.radius.packet.PacketException;

/** Counts for one port of a server. For the event loop's thread. */
final class Tally {
    private static final int SMOOTHING = 8;

    long requests;
    long retransmissions;
    long timeouts;
    long refused;
    long unexpected;
    private long accepts;
    private long rejects;
    private long challenges;
    private long responses;
    private long malformed;
    private long badAuthenticators;
    private long unsigned;
    private long roundTripUs;

    void answered(Code request, Code answer, long us) {
        roundTripUs = roundTripUs == 0 ? us : roundTripUs + (us - roundTripUs) / SMOOTHING;
        if (request == Code.STATUS_SERVER) {
            responses++;
            return;
        }
        switch (answer) {
            case ACCESS_ACCEPT -> accepts++;
            case ACCESS_REJECT -> rejects++;
            case ACCESS_CHALLENGE -> challenges++;
            default -> responses++;
        }
    }

    void faulty(PacketException.Fault fault) {
        switch (fault) {
            case MALFORMED -> malformed++;
            case AUTHENTICATOR, MESSAGE_AUTHENTICATOR_WRONG -> badAuthenticators++;
            case MESSAGE_AUTHENTICATOR_MISSING -> unsigned++;
            case CODE, IDENTIFIER -> unexpected++;
        }
    }

    long roundTripUs() {
        return roundTripUs;
    }

    ServerReport.Counts counts() {
        return new ServerReport.Counts(
                requests,
                retransmissions,
                accepts,
                rejects,
                challenges,
                responses,
                timeouts,
                refused,
                malformed,
                badAuthenticators,
                unsigned,
                unexpected);
    }
}
