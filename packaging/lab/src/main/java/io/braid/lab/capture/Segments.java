package io.braid.lab.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The bytes of a finished capture's TCP segments, read by tshark: for figures about what is said, word by word. */
public final class Segments {
    private static final List<String> FIELDS = List.of(
            "ip.src", "ipv6.src", "ip.dst", "ipv6.dst", "tcp.srcport", "tcp.dstport", "tcp.flags", "tcp.seq_raw",
            "tcp.options", "tcp.payload", "tcp.window_size_value");

    /**
     * A segment.
     *
     * @param options its TCP options in hexadecimal digits
     * @param data in hexadecimal digits; long data is cut by the capture
     * @param sequence the sequence number
     * @param window what the header says
     */
    public record Segment(
            String source, String destination, int sourcePort, int destinationPort, int flags, String options, String data,
            String sequence, String window) {
        private static final int SYN = 0x02;
        private static final int SYN_ACK = 0x12;

        /** A SYN that is no answer. */
        public boolean isSyn() {
            return (flags & SYN_ACK) == SYN;
        }

        public boolean isSynAck() {
            return (flags & SYN_ACK) == SYN_ACK;
        }
    }

    private final List<Segment> segments;

    private Segments(List<Segment> segments) {
        this.segments = segments;
    }

    /** Ends a capture and reads it; what was sent twice is there once. */
    static Segments of(Capture capture) throws IOException {
        Set<String> seen = new HashSet<>();
        List<Segment> segments = new ArrayList<>();
        Tshark.fields(capture, FIELDS)
                .filter(f -> f[9].isEmpty() || seen.add(f[0] + f[1] + " " + f[4] + " " + f[5] + " " + f[7]))
                .forEach(f -> segments.add(new Segment(
                        f[0].isEmpty() ? f[1] : f[0],
                        f[2].isEmpty() ? f[3] : f[2],
                        Integer.parseInt(f[4]),
                        Integer.parseInt(f[5]),
                        Integer.decode(f[6]),
                        f[8],
                        f[9],
                        f[7],
                        f[10])));
        return new Segments(segments);
    }

    public List<Segment> all() {
        return List.copyOf(segments);
    }

    /** What an address and port said on each of its connections, in hexadecimal digits, in the order they began to speak. */
    public List<String> said(String address, int port) {
        Map<String, StringBuilder> byConnection = new LinkedHashMap<>();
        segments.stream()
                .filter(s -> s.source().equals(address) && s.sourcePort() == port && !s.data().isEmpty())
                .forEach(s -> byConnection
                        .computeIfAbsent(s.destination() + " " + s.destinationPort(), _ -> new StringBuilder())
                        .append(s.data()));
        return byConnection.values().stream().map(StringBuilder::toString).toList();
    }
}
