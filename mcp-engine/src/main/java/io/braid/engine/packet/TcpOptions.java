package io.braid.engine.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of a TCP header (RFC 9293 §3.2), as far as they do not lie about their lengths.
 *
 * @param all in their order, those of no operation left out
 * @param whole whether they end where the header does, or with an end of the list; what follows a wrong length is unknown
 */
public record TcpOptions(List<Option> all, boolean whole) {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int MSS = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int TIMESTAMPS = 8;
    private static final int MPTCP = 30;
    private static final int FAST_OPEN = 34;
    private static final int MP_CAPABLE = 0;
    private static final int MP_JOIN = 1;
    private static final int HEADER = 2;
    private static final int MSS_BYTES = 4;
    private static final int SCALE_BYTES = 3;

    public TcpOptions {
        all = List.copyOf(all);
    }

    /**
     * One option.
     *
     * @param kind 2 to 255
     * @param at where it begins in the packet
     * @param length bytes of it, kind and length included, 2 to 40
     */
    public record Option(int kind, int at, int length) {}

    /** Reads the options between two places of a packet. */
    static TcpOptions read(byte[] packet, int from, int to) {
        List<Option> all = new ArrayList<>();
        int at = from;
        while (at < to) {
            int kind = packet[at] & 0xff;
            if (kind == END) {
                break;
            }
            if (kind == NO_OPERATION) {
                at++;
                continue;
            }
            int length = at + 1 < to ? packet[at + 1] & 0xff : 0;
            if (length < HEADER || at + length > to) {
                return new TcpOptions(all, false);
            }
            all.add(new Option(kind, at, length));
            at += length;
        }
        return new TcpOptions(all, true);
    }

    /** The first option of a kind. */
    public Optional<Option> first(int kind) {
        return all.stream().filter(option -> option.kind() == kind).findFirst();
    }

    /** The maximum segment size, in bytes (RFC 9293 §3.7.1). */
    OptionalInt mss(byte[] packet) {
        return first(MSS)
                .filter(option -> option.length() == MSS_BYTES)
                .map(option -> OptionalInt.of(
                        (packet[option.at() + 2] & 0xff) << Byte.SIZE | packet[option.at() + 3] & 0xff))
                .orElse(OptionalInt.empty());
    }

    /** The shift of the window, 0 to 255; above 14 it counts as 14 (RFC 7323 §2.3). */
    OptionalInt windowScale(byte[] packet) {
        return first(WINDOW_SCALE)
                .filter(option -> option.length() == SCALE_BYTES)
                .map(option -> OptionalInt.of(packet[option.at() + 2] & 0xff))
                .orElse(OptionalInt.empty());
    }

    /** Selective acknowledgments may be sent (RFC 2018 §2). */
    public boolean sackPermitted() {
        return first(SACK_PERMITTED).isPresent();
    }

    /** With timestamps (RFC 7323 §3.2). */
    public boolean timestamps() {
        return first(TIMESTAMPS).isPresent();
    }

    /** With a fast open cookie, or a request for one (RFC 7413 §4.1.1). */
    public boolean fastOpen() {
        return first(FAST_OPEN).isPresent();
    }

    /** The subtype of the first MPTCP option, 0 to 15 (RFC 8684 §8.2). */
    OptionalInt mptcpSubtype(byte[] packet) {
        return first(MPTCP)
                .filter(option -> option.length() > HEADER)
                .map(option -> OptionalInt.of((packet[option.at() + 2] & 0xff) >>> 4))
                .orElse(OptionalInt.empty());
    }

    /** Whether Multipath TCP is offered or agreed (RFC 8684 §3.1). */
    boolean mpCapable(byte[] packet) {
        return mptcpSubtype(packet).equals(OptionalInt.of(MP_CAPABLE));
    }

    /** Whether it is of a further subflow (RFC 8684 §3.2). */
    boolean mpJoin(byte[] packet) {
        return mptcpSubtype(packet).equals(OptionalInt.of(MP_JOIN));
    }
}
