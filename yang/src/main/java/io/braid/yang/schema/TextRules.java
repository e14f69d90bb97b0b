package io.braid.yang.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EnumTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.LengthConstraint;
import org.opendaylight.yangtools.yang.model.api.type.ModifierKind;
import org.opendaylight.yangtools.yang.model.api.type.PatternConstraint;
import org.opendaylight.yangtools.yang.model.api.type.StringTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.UnionTypeDefinition;

/**
 * The patterns and lengths of string types. A value must satisfy those of the type and of all types it is derived from
 * (RFC 7950 §9.4.5); the codecs of yangtools 14 look at the outermost type only, and let 192.0.2.300 pass as an
 * ipv4-address-no-zone.
 */
final class TextRules {
    private TextRules() {}

    /** Which texts are values of a type, if the codec took them for strings. */
    static Predicate<String> of(TypeDefinition<?> type) {
        return switch (type) {
            case StringTypeDefinition string -> all(string);
            case UnionTypeDefinition union -> union.getTypes().stream()
                    .map(TextRules::of)
                    .reduce(_ -> false, Predicate::or);
            case EnumTypeDefinition choice -> text ->
                    choice.getValues().stream().anyMatch(pair -> pair.getName().equals(text));
            // Its target was looked at by the codec; a reference inside a union is resolved there only.
            case LeafrefTypeDefinition _ -> _ -> true;
            default -> _ -> false;
        };
    }

    private static Predicate<String> all(StringTypeDefinition type) {
        List<Rule> rules = patterns(type)
                .map(pattern -> new Rule(Pattern.compile(pattern.getJavaPatternString()), inverted(pattern)))
                .toList();
        return text -> tooLong(type, text).isEmpty() && rules.stream().allMatch(rule -> rule.holds(text));
    }

    private record Rule(Pattern pattern, boolean inverted) {
        boolean holds(String text) {
            return pattern.matcher(text).matches() != inverted;
        }
    }

    /** The length that the text does not have. */
    static Optional<LengthConstraint> tooLong(StringTypeDefinition type, String text) {
        int length = text.codePointCount(0, text.length());
        return chain(type)
                .flatMap(each -> each.getLengthConstraint().stream())
                .filter(limit -> !limit.getAllowedRanges().contains(length))
                .findFirst();
    }

    /** The pattern that the text breaks. */
    static Optional<PatternConstraint> broken(StringTypeDefinition type, String text) {
        return patterns(type)
                .filter(pattern -> text.matches(pattern.getJavaPatternString()) == inverted(pattern))
                .findFirst();
    }

    private static boolean inverted(PatternConstraint pattern) {
        return pattern.getModifier().orElse(null) == ModifierKind.INVERT_MATCH;
    }

    private static Stream<PatternConstraint> patterns(StringTypeDefinition type) {
        return chain(type).flatMap(each -> each.getPatternConstraints().stream());
    }

    private static Stream<StringTypeDefinition> chain(StringTypeDefinition type) {
        return Stream.iterate(type, each -> each != null, StringTypeDefinition::getBaseType);
    }
}
