package io.braid.lab.capture;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP segments of a finished capture, read by tshark. */
public final class Packets {
    private static final List<String> FIELDS = List.of(
            "frame.time_epoch",
            "ip.src",
            "ipv6.src",
            "ip.dst",
            "ipv6.dst",
            "tcp.srcport",
            "tcp.dstport",
            "tcp.flags",
            "tcp.len",
            "tcp.options.mptcp.subtype",
            "tcp.options.mptcp.datafin.flag",
            "tcp.options.mptcp.nomoresubflows.flag");

    private final String name;
    private final List<Packet> packets;

    private Packets(String name, List<Packet> packets) {
        this.name = name;
        this.packets = packets;
    }

    /**
     * Ends a capture and reads it.
     *
     * @throws IOException when frames are missing from it, so that nothing can be said to be absent
     */
    public static Packets of(Capture capture) throws IOException {
        List<Packet> packets = Tshark.fields(capture, FIELDS).map(Packets::parse).toList();
        return new Packets(capture.name(), packets);
    }

    private static Packet parse(String[] f) {
        return new Packet(
                Double.parseDouble(f[0]),
                f[1].isEmpty() ? f[2] : f[1],
                f[3].isEmpty() ? f[4] : f[3],
                Integer.parseInt(f[5]),
                Integer.parseInt(f[6]),
                Integer.decode(f[7]),
                Integer.parseInt(f[8]),
                subtypes(f[9]),
                isSet(f[10]),
                isSet(f[11]));
    }

    private static Set<Integer> subtypes(String field) {
        if (field.isEmpty()) {
            return Set.of();
        }
        return Arrays.stream(field.split(",")).map(Integer::decode).collect(Collectors.toSet());
    }

    private static boolean isSet(String field) {
        return field.contains("1") || field.contains("True");
    }

    /** Host and interface they passed. */
    public String name() {
        return name;
    }

    public Stream<Packet> stream() {
        return packets.stream();
    }

    /** How many satisfy a condition. */
    public long count(Predicate<Packet> condition) {
        return packets.stream().filter(condition).count();
    }

    /** Source addresses of those that satisfy a condition. */
    public Set<String> sources(Predicate<Packet> condition) {
        return packets.stream().filter(condition).map(Packet::source).collect(Collectors.toSet());
    }

    /** Destination addresses of those that satisfy a condition. */
    public Set<String> destinations(Predicate<Packet> condition) {
        return packets.stream().filter(condition).map(Packet::destination).collect(Collectors.toSet());
    }

    /** Those that satisfy a condition, in order. */
    public List<Packet> list(Predicate<Packet> condition) {
        return packets.stream().filter(condition).toList();
    }
}
