package io.braid.yang.schema;

import java.util.Base64;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.xml.namespace.NamespaceContext;
import org.opendaylight.yangtools.yang.common.Empty;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.codec.xml.XmlCodec;
import org.opendaylight.yangtools.yang.model.api.IdentitySchemaNode;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BinaryTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.BitsTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.EmptyTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.IdentityrefTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.InstanceIdentifierTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.RangeRestrictedTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.StringTypeDefinition;
import org.opendaylight.yangtools.yang.model.api.type.UnionTypeDefinition;

/** The type of a leaf: which texts are values, and the one canonical text of each value. */
public final class ValueType {
    private final XmlCodec<?> codec;
    private final TypeDefinition<?> declared;
    private final TypeDefinition<?> real;
    private final Function<QName, IdentitySchemaNode> identities;
    private final Function<QNameModule, String> moduleNames;
    private final Predicate<String> textRules;
    private final Predicate<String> addresses;
    private final boolean nodePath;

    /** The name of the module that a prefix with a namespace stands for; null if for none. */
    private final BinaryOperator<String> modules;

    ValueType(
            XmlCodec<?> codec,
            TypeDefinition<?> declared,
            TypeDefinition<?> real,
            Function<QName, IdentitySchemaNode> identities,
            Function<QNameModule, String> moduleNames,
            BinaryOperator<String> modules) {
        this.modules = modules;
        this.codec = codec;
        this.declared = declared;
        this.real = real;
        this.identities = identities;
        this.moduleNames = moduleNames;
        this.textRules = TextRules.of(real);
        this.addresses = InetText.addresses(real);
        this.nodePath = isNodePath(real);
    }

    /** The type as the model declares it. */
    public TypeDefinition<?> declared() {
        return declared;
    }

    /** The type of the values: for a leafref, that of the leaf it refers to. */
    public TypeDefinition<?> real() {
        return real;
    }

    /** Whether all values are numbers, be they whole or not. */
    public boolean isNumber() {
        return real instanceof RangeRestrictedTypeDefinition;
    }

    /** Whether values can be identities, perhaps in a union. */
    public boolean mayBeIdentity() {
        return mayBe(real, IdentityrefTypeDefinition.class);
    }

    /** Whether values can be paths of nodes, perhaps in a union. */
    public boolean mayBePath() {
        return nodePath || mayBe(real, InstanceIdentifierTypeDefinition.class);
    }

    private static boolean isNodePath(TypeDefinition<?> type) {
        return type.getQName().getLocalName().equals("node-instance-identifier")
                && type.getQName().getNamespace().toString().equals("urn:ietf:params:xml:ns:yang:ietf-netconf-acm");
    }

    private static boolean mayBe(TypeDefinition<?> type, Class<?> kind) {
        return kind.isInstance(type)
                || type instanceof UnionTypeDefinition union
                        && union.getTypes().stream().anyMatch(member -> mayBe(member, kind));
    }

    /**
     * Checks a text and gives its canonical form (RFC 7950 §9.1): two equal values have equal forms. Identities carry
     * their module's name, as in RFC 7951 §6.8. White space around values other than strings is ignored.
     *
     * @param text what was written
     * @param prefixes the namespaces of prefixes where it was written
     * @throws ValueException if it is no value of this type
     */
    public String canonical(String text, NamespaceContext prefixes) throws ValueException {
        legal(text);
        String value = real instanceof StringTypeDefinition ? text : text.strip();
        Object parsed;
        try {
            strict(value);
            parsed = codec.parseValue(prefixes, value);
        } catch (RuntimeException e) {
            // The codecs of yangtools have no exception in common; what they throw means "no such value".
            throw new ValueException(Reasons.of(real, value));
        }
        if (!allowed(parsed)) {
            throw new ValueException(Reasons.of(real, value));
        }
        return switch (parsed) {
            case String path when nodePath -> nodePath(path, prefixes);
            case String address when addresses.test(address) -> InetText.canonical(address);
            case String string -> string;
            case QName identity -> moduleNames.apply(identity.getModule()) + ":" + identity.getLocalName();
            case Set<?> bits -> inOrder(bits);
            case byte[] binary -> Base64.getEncoder().encodeToString(binary);
            case Empty _ -> "";
            case YangInstanceIdentifier id -> InstanceIds.text(id, moduleNames);
            case Object other when other instanceof Number || other instanceof Boolean -> other.toString();
            default -> value;
        };
    }

    private String nodePath(String path, NamespaceContext prefixes) throws ValueException {
        try {
            return NodePath.of(path.strip(), prefix -> modules.apply(prefix, prefixes.getNamespaceURI(prefix))).text();
        } catch (IllegalArgumentException e) {
            throw new ValueException(e.getMessage());
        }
    }

    /** RFC 7950 §9.4: no control characters but the white ones, no surrogates, no noncharacters. XML has none of them either. */
    private static void legal(String text) throws ValueException {
        int[] bad = text.codePoints()
                .filter(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r'
                        || c >= 0xd800 && c <= 0xdfff
                        || c >= 0xfdd0 && c <= 0xfdef
                        || (c & 0xfffe) == 0xfffe)
                .limit(1)
                .toArray();
        if (bad.length > 0) {
            throw new ValueException(String.format("has the character U+%04X, which no value can have: remove it", bad[0]));
        }
    }

    /** Rules that the codecs do not know: all patterns of strings, and that a base itself is no value of identityref. */
    private boolean allowed(Object parsed) {
        return switch (parsed) {
            case String string -> textRules.test(string);
            case QName name when real instanceof IdentityrefTypeDefinition type -> type.getIdentities().stream()
                    .allMatch(base -> derived(identities.apply(name), base.getQName()));
            default -> true;
        };
    }

    private static boolean derived(IdentitySchemaNode identity, QName base) {
        return identity.getBaseIdentities().stream()
                .anyMatch(parent -> parent.getQName().equals(base) || derived(parent, base));
    }

    /** What the codecs let pass: content of an empty leaf, characters that are not of base64. */
    private void strict(String value) {
        if (real instanceof EmptyTypeDefinition && !value.isEmpty()) {
            throw new IllegalArgumentException(value);
        }
        if (real instanceof BinaryTypeDefinition) {
            Base64.getDecoder().decode(value.replaceAll("\\s", ""));
        }
    }

    private String inOrder(Set<?> set) {
        if (!(real instanceof BitsTypeDefinition bits)) {
            return set.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
        }
        return bits.getBits().stream()
                .map(BitsTypeDefinition.Bit::getName)
                .filter(set::contains)
                .collect(Collectors.joining(" "));
    }
}
