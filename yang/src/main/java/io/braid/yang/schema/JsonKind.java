package io.braid.yang.schema;

import com.google.common.collect.RangeSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BooleanTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EmptyTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EnumTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Int16TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Int32TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Int8TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.RangeRestrictedTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.StringTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Uint16TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Uint32TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.Uint8TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.UnionTypeDefinition;

/** What a value is in JSON (RFC 7951 §6). */
public enum JsonKind {
    NUMBER,
    BOOLEAN,
    /** An array of null alone. */
    EMPTY,
    STRING;

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,10}");

    /** What the value of a type is; of a union, what the first member is that has the value (RFC 7951 §6.10). */
    public static JsonKind of(ValueType type, String value) {
        return of(type.real(), value);
    }

    /** What values of a type may be. */
    public static Set<JsonKind> all(ValueType type) {
        return all(type.real());
    }

    private static JsonKind of(TypeDefinition<?> type, String value) {
        return type instanceof UnionTypeDefinition union
                ? union.getTypes().stream()
                        .filter(member -> has(member, value))
                        .map(member -> of(member, value))
                        .findFirst()
                        .orElse(STRING)
                : kind(type);
    }

    private static Set<JsonKind> all(TypeDefinition<?> type) {
        return switch (type) {
            case UnionTypeDefinition union -> {
                Set<JsonKind> kinds = EnumSet.noneOf(JsonKind.class);
                union.getTypes().forEach(member -> kinds.addAll(all(member)));
                yield kinds;
            }
            // Its target is not looked for inside a union.
            case LeafrefTypeDefinition _ -> EnumSet.allOf(JsonKind.class);
            default -> EnumSet.of(kind(type));
        };
    }

    private static JsonKind kind(TypeDefinition<?> type) {
        return switch (type) {
            case Int8TypeDefinition _, Int16TypeDefinition _, Int32TypeDefinition _ -> NUMBER;
            case Uint8TypeDefinition _, Uint16TypeDefinition _, Uint32TypeDefinition _ -> NUMBER;
            case BooleanTypeDefinition _ -> BOOLEAN;
            case EmptyTypeDefinition _ -> EMPTY;
            default -> STRING;
        };
    }

    /** Whether a member of a union has a value; as far as its kind in JSON depends on it. */
    private static boolean has(TypeDefinition<?> member, String value) {
        return switch (member) {
            case UnionTypeDefinition union -> union.getTypes().stream().anyMatch(inner -> has(inner, value));
            case StringTypeDefinition _, EnumTypeDefinition _ -> TextRules.of(member).test(value);
            case RangeRestrictedTypeDefinition<?, ?> number when kind(number) == NUMBER ->
                INTEGER.matcher(value).matches() && inRange(number, Long.parseLong(value));
            case BooleanTypeDefinition _ -> value.equals("true") || value.equals("false");
            case EmptyTypeDefinition _ -> value.isEmpty();
            default -> true;
        };
    }

    private static boolean inRange(RangeRestrictedTypeDefinition<?, ?> type, long value) {
        return type.getRangeConstraint()
                .map(range -> ((RangeSet<?>) range.getAllowedRanges()).asRanges().stream()
                        .anyMatch(each -> ((Number) each.lowerEndpoint()).longValue() <= value
                                && value <= ((Number) each.upperEndpoint()).longValue()))
                .orElse(true);
    }
}
