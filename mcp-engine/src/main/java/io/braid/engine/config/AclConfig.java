package io.braid.engine.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Access control lists that the kernel enforces (draft S5.3, RFC 8519).
 *
 * @param lists the entries of each list in their order, by its name
 * @param ingress the list that decides about packets that come in, by interface: as many as customers, where each has one
 */
public record AclConfig(Map<String, List<Ace>> lists, PMap<String, String> ingress) {
    /** No lists. */
    public static final AclConfig NONE = new AclConfig(Map.of(), HashTreePMap.empty());

    public AclConfig {
        lists = Map.copyOf(lists);
    }

    /**
     * An entry.
     *
     * @param source where a packet comes from
     * @param destination where it goes to; of the same family
     * @param protocol the protocol above IP
     * @param sourcePorts of TCP or UDP
     * @param destinationPorts of TCP or UDP
     * @param accept whether a packet that has all this passes; otherwise it is dropped
     */
    public record Ace(
            Optional<AddressPrefix> source,
            Optional<AddressPrefix> destination,
            Optional<Integer> protocol,
            Optional<Ports> sourcePorts,
            Optional<Ports> destinationPorts,
            boolean accept) {}

    /**
     * A range of ports.
     *
     * @param lower the lowest
     * @param upper the highest, not below the lowest
     */
    public record Ports(int lower, int upper) {
        public Ports {
            if (lower < 0 || upper > 65_535 || lower > upper) {
                throw new IllegalArgumentException("no range of ports: " + lower + "-" + upper);
            }
        }
    }
}
