package io.braid.yang.schema;

import java.net.InetAddress;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;

/** The canonical form of IPv6 addresses (RFC 6991 §4, RFC 5952), so that equal addresses have equal texts. */
final class InetText {
    private static final String MODULE = "urn:ietf:params:xml:ns:yang:ietf-inet-types";

    private InetText() {}

    /** The canonical form of a value of {@code type}; values of other than address types are returned as they are. */
    static String canonical(TypeDefinition<?> type, String text) {
        if (text.indexOf(':') < 0 || chain(type).noneMatch(InetText::isAddress)) {
            return text;
        }
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        return compressed(address) + (zone < 0 ? "" : text.substring(zone));
    }

    private static Stream<TypeDefinition<?>> chain(TypeDefinition<?> type) {
        return Stream.iterate(type, t -> t != null, TypeDefinition::getBaseType);
    }

    private static boolean isAddress(TypeDefinition<?> type) {
        return type.getQName().getNamespace().toString().equals(MODULE)
                && type.getQName().getLocalName().contains("-address");
    }

    private static String compressed(String address) {
        // Groups are read here, for InetAddress turns ::ffff:a.b.c.d into an IPv4 address.
        if (address.indexOf('.') >= 0) {
            return address.toLowerCase(Locale.ROOT);
        }
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        if (bytes.length != 16) {
            return address.toLowerCase(Locale.ROOT);
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
