package io.braid.yang.xpath;

import java.util.List;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.xpath.api.YangXPathAxis;

/** The axes of XPath (XPath 1.0 §2.2), each in its own direction: the nearest node first. */
final class Axes {
    private Axes() {}

    /** Whether the axis leads towards the beginning of the document. */
    static boolean reverse(YangXPathAxis axis) {
        return switch (axis) {
            case PARENT, ANCESTOR, ANCESTOR_OR_SELF, PRECEDING, PRECEDING_SIBLING -> true;
            default -> false;
        };
    }

    static Stream<Instance> of(Instance node, YangXPathAxis axis) {
        return switch (axis) {
            case SELF -> Stream.of(node);
            case CHILD -> node.children();
            case PARENT -> node.parent().stream();
            case ANCESTOR -> ancestors(node);
            case ANCESTOR_OR_SELF -> Stream.concat(Stream.of(node), ancestors(node));
            case DESCENDANT -> node.children().flatMap(Axes::descendantsOrSelf);
            case DESCENDANT_OR_SELF -> descendantsOrSelf(node);
            case FOLLOWING_SIBLING -> after(node).stream();
            case PRECEDING_SIBLING -> before(node).reversed().stream();
            case FOLLOWING -> Stream.concat(Stream.of(node), ancestors(node))
                    .flatMap(at -> after(at).stream())
                    .flatMap(Axes::descendantsOrSelf);
            case PRECEDING -> Stream.concat(Stream.of(node), ancestors(node))
                    .flatMap(at -> before(at).reversed().stream())
                    .flatMap(at -> descendantsOrSelf(at).toList().reversed().stream());
            case ATTRIBUTE, NAMESPACE -> Stream.empty();
        };
    }

    private static Stream<Instance> ancestors(Instance node) {
        return Stream.iterate(node.parent(), up -> up.isPresent(), up -> up.get().parent())
                .map(up -> up.orElseThrow());
    }

    private static Stream<Instance> descendantsOrSelf(Instance node) {
        return Stream.concat(Stream.of(node), node.children().flatMap(Axes::descendantsOrSelf));
    }

    private static List<Instance> after(Instance node) {
        List<Instance> siblings = siblings(node);
        return siblings.subList(siblings.indexOf(node) + 1, siblings.size());
    }

    private static List<Instance> before(Instance node) {
        List<Instance> siblings = siblings(node);
        return siblings.subList(0, siblings.indexOf(node));
    }

    private static List<Instance> siblings(Instance node) {
        return node.parent().map(up -> up.children().toList()).orElse(List.of(node));
    }
}
