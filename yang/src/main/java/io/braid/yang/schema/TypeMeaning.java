package io.braid.yang.schema;

import com.google.common.collect.RangeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.IdentitySchemaNode;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BitsTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BooleanTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EmptyTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EnumTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.IdentityrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.LeafrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.LengthRestrictedTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.RangeRestrictedTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.UnionTypeDefinition;

/**
 * What a person is told of the values of a leaf.
 *
 * @param type the name of the type, such as {@code uint16} or {@code entry-name}
 * @param limits the range or length, such as {@code 1..300}; empty if there is none
 * @param units such as {@code seconds}
 * @param options the values that have names; of a union those of its members. A value of bits is several of them
 * @param bits whether a value is several of the options, separated by spaces
 * @param empty whether there is one value that is no text: the leaf itself
 */
public record TypeMeaning(
        String type, String limits, Optional<String> units, List<Option> options, boolean bits, boolean empty) {
    /**
     * A value with a name.
     *
     * @param word the value in canonical form
     * @param description what the model says about it; may be empty
     */
    public record Option(String word, String description) {}

    static TypeMeaning of(EffectiveModelContext context, ValueSchema leaf) {
        ValueType type = leaf.type();
        TypeDefinition<?> real = type.real();
        List<Option> options = new ArrayList<>();
        collect(context, real, options);
        String name = type.declared() instanceof LeafrefTypeDefinition ? "reference" : name(real, leaf);
        return new TypeMeaning(
                name,
                limits(real),
                type.declared().getUnits().or(real::getUnits),
                List.copyOf(options),
                real instanceof BitsTypeDefinition,
                real instanceof EmptyTypeDefinition);
    }

    /** A type that is restricted where it is used has the name of the leaf: that of the type it restricts says more. */
    private static String name(TypeDefinition<?> type, ValueSchema leaf) {
        if (!type.getQName().equals(leaf.qname())) {
            return type.getQName().getLocalName();
        }
        if (type.getBaseType() != null) {
            return name(type.getBaseType(), leaf);
        }
        return switch (type) {
            case EnumTypeDefinition _ -> "enumeration";
            case BitsTypeDefinition _ -> "bits";
            case UnionTypeDefinition _ -> "union";
            default -> type.getQName().getLocalName();
        };
    }

    private static String limits(TypeDefinition<?> type) {
        return switch (type) {
            case RangeRestrictedTypeDefinition<?, ?> number -> number.getRangeConstraint()
                    .map(range -> Ranges.text((RangeSet<?>) range.getAllowedRanges()))
                    .orElse("");
            case LengthRestrictedTypeDefinition<?> text -> text.getLengthConstraint()
                    .map(length -> "length " + Ranges.text(length.getAllowedRanges()))
                    .orElse("");
            case UnionTypeDefinition union -> union.getTypes().stream()
                    .map(member -> member.getQName().getLocalName())
                    .distinct()
                    .collect(Collectors.joining(" or "));
            default -> "";
        };
    }

    private static void collect(EffectiveModelContext context, TypeDefinition<?> type, List<Option> options) {
        switch (type) {
            case EnumTypeDefinition choice -> choice.getValues().forEach(value ->
                    options.add(new Option(value.getName(), value.getDescription().orElse(""))));
            case BooleanTypeDefinition _ -> Stream.of("true", "false").forEach(word -> options.add(new Option(word, "")));
            case BitsTypeDefinition bits -> bits.getBits().forEach(bit ->
                    options.add(new Option(bit.getName(), bit.getDescription().orElse(""))));
            case IdentityrefTypeDefinition identity -> identity.getIdentities().stream()
                    .flatMap(base -> derived(context, base))
                    .distinct()
                    .forEach(each -> options.add(identity(context, each)));
            case UnionTypeDefinition union -> union.getTypes().forEach(member -> collect(context, member, options));
            default -> {}
        }
    }

    private static Stream<? extends IdentitySchemaNode> derived(
            EffectiveModelContext context, IdentitySchemaNode base) {
        return context.getDerivedIdentities(base).stream()
                .flatMap(each -> Stream.concat(Stream.of(each), derived(context, each)));
    }

    private static Option identity(EffectiveModelContext context, IdentitySchemaNode identity) {
        String module = context.findModule(identity.getQName().getModule()).orElseThrow().getName();
        return new Option(module + ":" + identity.getQName().getLocalName(), identity.getDescription().orElse(""));
    }
}
