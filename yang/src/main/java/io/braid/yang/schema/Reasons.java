package io.braid.yang.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.model.api.ConstraintMetaDefinition;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BinaryTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BitsTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BooleanTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.DecimalTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EmptyTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EnumTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.IdentityrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.RangeRestrictedTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.StringTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.UnionTypeDefinition;

/** Says why a text is no value of a type, and what would be one. */
final class Reasons {
    private static final int SHOWN = 60;

    private Reasons() {}

    static String of(TypeDefinition<?> type, String text) {
        return quoted(text) + " " + reason(type, text);
    }

    private static String reason(TypeDefinition<?> type, String text) {
        return switch (type) {
            case EnumTypeDefinition choice -> oneOf(
                    text, choice.getValues().stream().map(EnumTypeDefinition.EnumPair::getName));
            case BooleanTypeDefinition _ -> "must be true or false";
            case BitsTypeDefinition bits -> "must be names, separated by spaces, out of "
                    + bits.getBits().stream().map(BitsTypeDefinition.Bit::getName).collect(Collectors.joining(", "));
            case IdentityrefTypeDefinition identity -> "must be an identity derived from "
                    + identity.getIdentities().stream()
                            .map(base -> base.getQName().getLocalName())
                            .collect(Collectors.joining(" and "));
            case RangeRestrictedTypeDefinition<?, ?> number -> number(number, text);
            case StringTypeDefinition string -> string(string, text);
            case EmptyTypeDefinition _ -> "must be nothing: the element itself is the value";
            case BinaryTypeDefinition _ -> "must be base64 (RFC 4648 §4)";
            case UnionTypeDefinition union when union.getBaseType() == null -> "is none of "
                    + union.getTypes().stream()
                            .map(each -> each.getQName().getLocalName())
                            .collect(Collectors.joining(", "));
            default -> "is no valid " + type.getQName().getLocalName();
        };
    }

    private static String oneOf(String text, Stream<String> allowed) {
        var names = allowed.toList();
        return "must be one of " + String.join(", ", names)
                + Nearest.to(text, names).map(near -> " (did you mean " + near + "?)").orElse("");
    }

    private static String number(RangeRestrictedTypeDefinition<?, ?> type, String text) {
        boolean decimal = type instanceof DecimalTypeDefinition;
        String kind = decimal ? "must be a decimal number" : "must be a whole number";
        String ranges = type.getRangeConstraint()
                .map(range -> " in " + Ranges.text(range.getAllowedRanges()))
                .orElse("");
        if (!isNumber(text, decimal)) {
            return kind + ranges;
        }
        return type.getRangeConstraint()
                .flatMap(ConstraintMetaDefinition::getErrorMessage)
                .map(Reasons::told)
                .orElse(kind + ranges);
    }

    private static boolean isNumber(String text, boolean decimal) {
        try {
            return decimal ? new BigDecimal(text).scale() >= 0 : new BigInteger(text).bitLength() >= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String string(StringTypeDefinition type, String text) {
        return TextRules.tooLong(type, text)
                .map(length -> length.getErrorMessage()
                        .map(Reasons::told)
                        .orElseGet(() -> "must have a length in " + Ranges.text(length.getAllowedRanges())))
                .orElseGet(() -> TextRules.broken(type, text)
                        .flatMap(ConstraintMetaDefinition::getErrorMessage)
                        .map(Reasons::told)
                        .orElse("is no valid " + type.getQName().getLocalName()));
    }

    private static String told(String message) {
        return "is not allowed: " + message;
    }

    private static String quoted(String text) {
        return text.length() <= SHOWN ? '"' + text + '"' : '"' + text.substring(0, SHOWN) + "…\"";
    }
}
