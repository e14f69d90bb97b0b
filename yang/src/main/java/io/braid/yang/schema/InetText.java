package io.braid.yang.schema;

import java.net.InetAddress;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.UnionTypeDefinition;

/** The canonical form of IPv6 addresses (RFC 6991 §4, RFC 5952), so that equal addresses have equal texts. */
final class InetText {
    private static final String MODULE = "urn:ietf:params:xml:ns:yang:ietf-inet-types";

    private InetText() {}

    /** Recognises the texts of a type that are IPv6 addresses by their type, also within a union. */
    static Predicate<String> addresses(TypeDefinition<?> type) {
        if (Stream.<TypeDefinition<?>>iterate(type, each -> each != null, TypeDefinition::getBaseType)
                .anyMatch(InetText::isAddress)) {
            return text -> text.indexOf(':') >= 0;
        }
        return type instanceof UnionTypeDefinition union
                ? union.getTypes().stream()
                        .map(member -> addresses(member).and(TextRules.of(member)))
                        .reduce(_ -> false, Predicate::or)
                : _ -> false;
    }

    private static boolean isAddress(TypeDefinition<?> type) {
        return type.getQName().getNamespace().toString().equals(MODULE)
                && type.getQName().getLocalName().contains("-address");
    }

    /** The canonical form of an IPv6 address; a zone is kept. */
    static String canonical(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        return compressed(address) + (zone < 0 ? "" : text.substring(zone));
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
