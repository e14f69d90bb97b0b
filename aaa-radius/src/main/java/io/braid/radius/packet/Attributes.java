package io.braid.radius.packet;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tinyradius.core.attribute.AttributeTemplate;
import org.tinyradius.core.attribute.type.AttributeType;
import org.tinyradius.core.attribute.type.RadiusAttribute;
import org.tinyradius.core.attribute.type.VendorSpecificAttribute;
import org.tinyradius.core.dictionary.Dictionary;
import org.tinyradius.core.dictionary.MemoryDictionary;

/**
 * The attributes of a packet, in their order, asked for by the names of a dictionary. Names of a vendor's attributes lead
 * into Vendor-Specific attributes of that vendor (RFC 2865 §5.26). Immutable.
 *
 * <p>A name that the dictionary lacks is a defect of the program and throws {@link IllegalArgumentException}.
 */
public final class Attributes {
    private static final int TOP_LEVEL = -1;
    /** Type and length. */
    private static final int HEADER = 2;

    private static final Dictionary NO_TYPES = new MemoryDictionary();

    private final Dictionary dictionary;
    private final List<RadiusAttribute> list;

    Attributes(Dictionary dictionary, List<RadiusAttribute> list) {
        this.dictionary = dictionary;
        this.list = List.copyOf(list);
    }

    /** Begins a new list. */
    public static Builder with(Dictionary dictionary) {
        return new Builder(dictionary);
    }

    /**
     * Those that some octets hold, one after the other. One whose value does not suit its type is kept as octets: who asks
     * for it by its type is told so.
     *
     * @throws IllegalArgumentException if they do not hold attributes
     */
    public static Attributes read(Dictionary dictionary, byte[] octets) {
        List<RadiusAttribute> list = new ArrayList<>();
        int length;
        for (int at = 0; at < octets.length; at += length) {
            length = at + 1 < octets.length ? Byte.toUnsignedInt(octets[at + 1]) : 0;
            if (length < 2 || at + length > octets.length) {
                throw new IllegalArgumentException("no attribute is at octet " + at);
            }
            list.add(attribute(dictionary, Arrays.copyOfRange(octets, at, at + length)));
        }
        return new Attributes(dictionary, list);
    }

    static RadiusAttribute attribute(Dictionary dictionary, byte[] octets) {
        int type = Byte.toUnsignedInt(octets[0]);
        if (octets.length == HEADER
                && dictionary.getAttributeTemplate(TOP_LEVEL, type)
                        .filter(AttributeTemplate::isTagged)
                        .isPresent()) {
            // Its tag is missing (RFC 2868 §3); by its type, it would have a value of less than no octets.
            return AttributeType.OCTETS.create(NO_TYPES, TOP_LEVEL, Unpooled.wrappedBuffer(octets));
        }
        try {
            return dictionary.createAttribute(TOP_LEVEL, type, Unpooled.wrappedBuffer(octets));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return AttributeType.OCTETS.create(dictionary, TOP_LEVEL, Unpooled.wrappedBuffer(octets));
        }
    }

    /** All of them, as they are on the wire. */
    public List<RadiusAttribute> list() {
        return list;
    }

    /** Those of one name, in their order. */
    public List<RadiusAttribute> all(String name) {
        AttributeTemplate template = template(dictionary, name);
        return (template.getVendorId() == TOP_LEVEL ? list : vendor(template.getVendorId()))
                .stream().filter(attribute -> attribute.getType() == template.getType()).toList();
    }

    /** What the Vendor-Specific attributes of one vendor hold. */
    public List<RadiusAttribute> vendor(int number) {
        List<RadiusAttribute> found = new ArrayList<>();
        for (RadiusAttribute attribute : list) {
            if (attribute instanceof VendorSpecificAttribute vendor && vendor.getChildVendorId() == number) {
                found.addAll(vendor.getAttributes());
            }
        }
        return found;
    }

    public boolean has(String name) {
        return !all(name).isEmpty();
    }

    /** The octets of the first one of a name. */
    public Optional<byte[]> octets(String name) {
        return all(name).stream().findFirst().map(RadiusAttribute::getValue);
    }

    /** The first one of a name as text, in UTF-8 (RFC 8044 §3.4). */
    public Optional<String> text(String name) {
        return octets(name).map(octets -> new String(octets, StandardCharsets.UTF_8));
    }

    /**
     * The first one of a name as a number without sign.
     *
     * @throws AttributeException if it has neither 4 nor 8 octets (RFC 8044 §3.1, §3.10), or more than 63 bits
     */
    public OptionalLong number(String name) throws AttributeException {
        Optional<byte[]> octets = octets(name);
        if (octets.isEmpty()) {
            return OptionalLong.empty();
        }
        ByteBuffer value = ByteBuffer.wrap(octets.get());
        return switch (value.remaining()) {
            case Integer.BYTES -> OptionalLong.of(Integer.toUnsignedLong(value.getInt()));
            case Long.BYTES -> {
                long number = value.getLong();
                if (number < 0) {
                    throw new AttributeException(name + " is larger than 63 bits");
                }
                yield OptionalLong.of(number);
            }
            default -> throw new AttributeException(name + " has " + octets.get().length + " octets");
        };
    }

    /**
     * The first one of a name as an address.
     *
     * @throws AttributeException if it has neither 4 nor 16 octets
     */
    public Optional<InetAddress> address(String name) throws AttributeException {
        Optional<byte[]> octets = octets(name);
        return octets.isEmpty() ? Optional.empty() : Optional.of(address(name, octets.get()));
    }

    /** The octets of an attribute as an address. */
    public static InetAddress address(String name, byte[] octets) throws AttributeException {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException _) {
            throw new AttributeException(name + " has " + octets.length + " octets");
        }
    }

    /** The octets of all of a name, one after the other (RFC 4849 §2). */
    public byte[] concatenated(String name) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all(name).forEach(attribute -> all.writeBytes(attribute.getValue()));
        return all.toByteArray();
    }

    private static AttributeTemplate template(Dictionary dictionary, String name) {
        return dictionary.getAttributeTemplate(name)
                .orElseThrow(() -> new IllegalArgumentException("the dictionary has no attribute " + name));
    }

    /** Names only: values may be secrets or tell who a subscriber is. */
    @Override
    public String toString() {
        return list.stream().map(RadiusAttribute::getAttributeName).toList().toString();
    }

    /** Makes a list, in the order of the calls. */
    public static final class Builder {
        private final Dictionary dictionary;
        private final List<RadiusAttribute> list = new ArrayList<>();

        private Builder(Dictionary dictionary) {
            this.dictionary = dictionary;
        }

        /** Adds octets; a vendor's attribute in a Vendor-Specific attribute of its own (RFC 6158 §2.1). */
        public Builder octets(String name, byte[] value) {
            AttributeTemplate template = template(dictionary, name);
            RadiusAttribute attribute = template.create(dictionary, (byte) 0, value);
            list.add(template.getVendorId() == TOP_LEVEL
                    ? attribute
                    : new VendorSpecificAttribute(dictionary, template.getVendorId(), List.of(attribute)));
            return this;
        }

        public Builder text(String name, String value) {
            return octets(name, value.getBytes(StandardCharsets.UTF_8));
        }

        /** Adds a password, which is hidden on the wire (RFC 2865 §5.2). */
        public Builder secret(String name, Secret value) {
            return octets(name, value.octets());
        }

        /** Adds a number of 32 bits without sign. */
        public Builder number(String name, long value) {
            return octets(name, ByteBuffer.allocate(Integer.BYTES).putInt((int) value).array());
        }

        /** Adds a number of 64 bits. */
        public Builder number64(String name, long value) {
            return octets(name, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        }

        /** Adds an address under the name for its family. */
        public Builder address(String nameOfIpv4, String nameOfIpv6, InetAddress address) {
            return octets(address instanceof Inet4Address ? nameOfIpv4 : nameOfIpv6, address.getAddress());
        }

        /** Adds an attribute as it was received, such as Class and Proxy-State, which are echoed. */
        public Builder add(RadiusAttribute attribute) {
            list.add(attribute);
            return this;
        }

        public Attributes build() {
            return new Attributes(dictionary, list);
        }
    }
}
