package io.braid.yang.schema;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.UnionTypeDefinition;

/** The canonical form of IPv6 addresses and of prefixes (RFC 6991 §4, RFC 5952), so that equal ones have equal texts. */
final class InetText {
    private static final String MODULE = "urn:ietf:params:xml:ns:yang:ietf-inet-types";

    /** Bits in front of an IPv4 address that is mapped to an IPv6 one (RFC 4291 §2.5.5.2). */
    private static final int MAPPED_BITS = 96;

    private InetText() {}

    /** Recognises the texts of a type that are IPv6 addresses or prefixes by their type, also within a union. */
    static Predicate<String> addresses(TypeDefinition<?> type) {
        if (Stream.<TypeDefinition<?>>iterate(type, each -> each != null, TypeDefinition::getBaseType)
                .anyMatch(InetText::isAddress)) {
            return text -> text.indexOf(':') >= 0 || text.indexOf('/') >= 0;
        }
        return type instanceof UnionTypeDefinition union
                ? union.getTypes().stream()
                        .map(member -> addresses(member).and(TextRules.of(member)))
                        .reduce(_ -> false, Predicate::or)
                : _ -> false;
    }

    private static boolean isAddress(TypeDefinition<?> type) {
        String name = type.getQName().getLocalName();
        return type.getQName().getNamespace().toString().equals(MODULE)
                && (name.contains("-address") || name.endsWith("-prefix"));
    }

    /** The canonical form of an IPv6 address, of which a zone is kept, or of a prefix. */
    static String canonical(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return prefix(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
        }
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        return compressed(address) + (zone < 0 ? "" : text.substring(zone));
    }

    /** Bits behind the prefix are zero. */
    private static String prefix(String address, int length) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        boolean mapped = bytes.length == 4 && address.indexOf(':') >= 0;
        int kept = mapped ? length - MAPPED_BITS : length;
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit += Byte.SIZE) {
            bytes[bit / Byte.SIZE] &= (byte) (0xff << Math.clamp(Byte.SIZE - (kept - bit), 0, Byte.SIZE));
        }
        if (mapped && kept < 0) {
            // Not all of the mapping's own bits are kept; such a prefix is written as it came.
            return address + "/" + length;
        }
        try {
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            return (bytes.length == 4 && !mapped ? text : compressed(mapped ? "::ffff:" + text : text)) + "/" + length;
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has the length of an address", e);
        }
    }

    private static String compressed(String address) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        if (bytes.length == 4) {
            // Java takes a mapped address for the IPv4 address itself; RFC 5952 §5 has it in mixed notation.
            return "::ffff:" + InetAddress.ofLiteral(address).getHostAddress();
        }
        int[] groups = IntStream.range(0, 8)
                .map(i -> (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff)
                .toArray();
        int start = 0;
        int length = 0;
        for (int i = 0; i < 8; i++) {
            int zeros = i;
            while (zeros < 8 && groups[zeros] == 0) {
                zeros++;
            }
            if (zeros - i > length) {
                start = i;
                length = zeros - i;
            }
        }
        if (length < 2) {
            return hex(groups, 0, 8);
        }
        return hex(groups, 0, start) + "::" + hex(groups, start + length, 8);
    }

    private static String hex(int[] groups, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Integer.toHexString(groups[i])).collect(Collectors.joining(":"));
    }
}
