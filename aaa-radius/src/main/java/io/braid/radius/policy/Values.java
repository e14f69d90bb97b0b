package io.braid.radius.policy;

import static io.braid.radius.policy.ErrorCause.INVALID_ATTRIBUTE_VALUE;

import io.braid.engine.config.AddressPrefix;
import io.braid.radius.packet.AttributeException;
import io.braid.radius.packet.Attributes;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.tinyradius.core.attribute.type.RadiusAttribute;

/** The values of attributes by their names, in the types of a policy. An absent one is not told of. */
public final class Values {
    private static final int IPV6_BITS = 128;

    private final Attributes attributes;

    public Values(Attributes attributes) {
        this.attributes = attributes;
    }

    /** Tells of a number within a range. */
    void number(String name, long least, long most, LongConsumer to) throws PolicyException {
        long value = number(name);
        if (value < 0) {
            return;
        }
        if (value < least || value > most) {
            throw invalid(name + " is " + value + ", and may be " + least + " to " + most);
        }
        to.accept(value);
    }

    private long number(String name) throws PolicyException {
        try {
            return attributes.number(name).orElse(-1);
        } catch (AttributeException e) {
            throw invalid(e.getMessage());
        }
    }

    /** Tells of the constant that a number stands for: the first one for {@code first}, and so on. */
    <E extends Enum<E>> void choice(String name, int first, Class<E> type, Consumer<E> to) throws PolicyException {
        E[] all = type.getEnumConstants();
        number(name, first, first + all.length - 1, value -> to.accept(all[(int) value - first]));
    }

    void seconds(String name, Consumer<Duration> to) throws PolicyException {
        number(name, 0, 0xffff_ffffL, value -> to.accept(Duration.ofSeconds(value)));
    }

    /** Tells of a text that is not empty and can be shown. */
    void text(String name, Consumer<String> to) throws PolicyException {
        Optional<String> text = attributes.text(name);
        if (text.isEmpty()) {
            return;
        }
        if (text.get().isEmpty() || text.get().chars().anyMatch(c -> Character.isISOControl(c) || c == '\ufffd')) {
            throw invalid(name + " is no text");
        }
        to.accept(text.get());
    }

    /** Tells of octets, at least one. */
    void octets(String name, int most, Consumer<byte[]> to) throws PolicyException {
        Optional<byte[]> octets = attributes.octets(name);
        if (octets.isEmpty()) {
            return;
        }
        int length = octets.get().length;
        if (length == 0 || length > most) {
            throw invalid(name + " has " + length + " octets, and may have 1 to " + most);
        }
        to.accept(octets.get());
    }

    /** All addresses of some names. */
    public List<InetAddress> addresses(String... names) throws PolicyException {
        List<InetAddress> found = new ArrayList<>();
        for (String name : names) {
            for (RadiusAttribute attribute : attributes.all(name)) {
                found.add(address(name, attribute.getValue()));
            }
        }
        return found;
    }

    /** All addresses of some names, as prefixes that hold one address each. */
    public List<AddressPrefix> hosts(String... names) throws PolicyException {
        return addresses(names).stream()
                .map(address -> AddressPrefix.around(address, address.getAddress().length * Byte.SIZE))
                .toList();
    }

    /** All prefixes of some names. */
    public List<AddressPrefix> prefixes(String... names) throws PolicyException {
        List<AddressPrefix> found = new ArrayList<>();
        for (String name : names) {
            for (RadiusAttribute attribute : attributes.all(name)) {
                found.add(prefix(name, attribute.getValue(), IPV6_BITS));
            }
        }
        return found;
    }

    /** A reserved octet, the length, and as many octets as the length needs, or more (RFC 8044 §3.10, §3.11). */
    static AddressPrefix prefix(String name, byte[] octets, int bits) throws PolicyException {
        int length = octets.length < 2 ? bits + 1 : Byte.toUnsignedInt(octets[1]);
        int given = octets.length - 2;
        if (length > bits || given > bits / Byte.SIZE || given * Byte.SIZE < length) {
            throw invalid(name + " is no prefix");
        }
        return AddressPrefix.around(
                address(name, Arrays.copyOfRange(octets, 2, 2 + bits / Byte.SIZE)), length);
    }

    static InetAddress address(String name, byte[] octets) throws PolicyException {
        try {
            return Attributes.address(name, octets);
        } catch (AttributeException e) {
            throw invalid(e.getMessage());
        }
    }

    static PolicyException invalid(String message) {
        return new PolicyException(INVALID_ATTRIBUTE_VALUE, message);
    }
}
