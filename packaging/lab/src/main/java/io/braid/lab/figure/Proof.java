package io.braid.lab.figure;

import io.braid.lab.capture.Packet;
import io.braid.lab.capture.Packets;
import io.braid.lab.host.Exchange;
import io.braid.lab.scenario.Context;
import java.util.List;
import java.util.Set;

/** What several scenarios expect of captures and transfers. */
final class Proof {
    private Proof() {}

    /** Both directions arrived whole. */
    static void whole(Context context, Exchange exchange) {
        context.expect(
                exchange.wholeDown() && exchange.wholeUp(), "the streams differ end to end: " + exchange.story());
    }

    /** A link carried the initial subflow from this address to that one, and MPTCP was agreed. */
    static void initialSubflow(Context context, Packets link, String from, String to) {
        context.expectEquals(
                Set.of(from),
                link.sources(p -> p.isSyn() && p.has(Packet.MP_CAPABLE) && p.destination().equals(to)),
                "sources of MP_CAPABLE SYNs to " + to + " on " + link.name());
        context.expect(
                link.count(p -> p.isSynAck() && p.has(Packet.MP_CAPABLE)) > 0,
                "no SYN/ACK with MP_CAPABLE on " + link.name());
    }

    /** A link carried joins from this address and from no other, they were accepted, and nothing else began there. */
    static void joins(Context context, Packets link, String from) {
        context.expectEquals(
                Set.of(from),
                link.sources(p -> p.isSyn() && p.has(Packet.MP_JOIN)),
                "sources of MP_JOIN SYNs on " + link.name());
        context.expect(
                link.count(p -> p.isSynAck() && p.has(Packet.MP_JOIN)) > 0,
                "no SYN/ACK with MP_JOIN on " + link.name());
        context.expectEquals(
                0L,
                link.count(p -> p.isSyn() && !p.has(Packet.MP_JOIN)),
                "SYNs without MP_JOIN on " + link.name());
    }

    /** A link carried data of the stream, at least this share of it in either direction. */
    static void carried(Context context, Packets link, long bytes) {
        long data = link.stream().mapToLong(Packet::length).sum();
        context.expect(data >= bytes, link.name() + " carried " + data + " bytes, not the expected " + bytes);
    }

    /** A link carried plain TCP: after a SYN, which may offer MPTCP, not one segment with it. */
    static void plainTcp(Context context, Packets link) {
        context.expect(link.count(Packet::isSynAck) > 0, "no connection on " + link.name());
        context.expectEquals(
                List.of(),
                link.list(p -> p.isMptcp() && !p.isSyn()),
                "MPTCP segments after the SYN on " + link.name());
    }
}
