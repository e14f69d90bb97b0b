package io.braid.netconf.xml;

import java.util.List;
import java.util.Optional;

/**
 * An element with all that is in it.
 *
 * @param namespace empty for none
 * @param name without prefix
 * @param attributes its attributes
 * @param prefixes what prefixes mean in it
 * @param children the elements in it
 * @param text its own text, that of its children left out
 * @param special what was read instead of children and text
 */
public record Element(
        String namespace,
        String name,
        List<Attribute> attributes,
        Prefixes prefixes,
        List<Element> children,
        String text,
        Optional<Object> special) {
    public Element {
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
    }

    Element having(List<Element> newChildren, String newText, Optional<Object> newSpecial) {
        return new Element(namespace, name, attributes, prefixes, newChildren, newText, newSpecial);
    }

    /** The first child with this name in the element's own namespace. */
    public Optional<Element> child(String wanted) {
        return child(namespace, wanted);
    }

    /** The first child with this name. */
    public Optional<Element> child(String inNamespace, String wanted) {
        return children.stream().filter(child -> child.is(inNamespace, wanted)).findFirst();
    }

    public boolean is(String inNamespace, String wanted) {
        return name.equals(wanted) && namespace.equals(inNamespace);
    }

    /** The value of an attribute without a namespace. */
    public Optional<String> attribute(String wanted) {
        return attribute("", wanted);
    }

    /** The value of an attribute. */
    public Optional<String> attribute(String inNamespace, String wanted) {
        return attributes.stream()
                .filter(each -> each.name().equals(wanted) && each.namespace().equals(inNamespace))
                .map(Attribute::value)
                .findFirst();
    }

    /** The text without the white space around it. */
    public String value() {
        return text.strip();
    }
}
