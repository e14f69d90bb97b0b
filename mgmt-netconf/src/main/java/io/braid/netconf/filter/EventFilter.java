package io.braid.netconf.filter;

import io.braid.netconf.xml.Element;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Leaf;
import io.braid.yang.view.Defaults;
import io.braid.yang.view.Selection;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Evaluator;
import io.braid.yang.xpath.Expressions;
import io.braid.yang.xpath.Instance;
import io.braid.yang.xpath.XPathException;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Which notifications a subscriber wants (RFC 5277 §3.6). A filter takes or leaves a notification as a whole: it is taken if
 * anything in it is selected (as RFC 8639 §2.2 words it).
 */
@FunctionalInterface
public interface EventFilter {
    /** Every notification. */
    EventFilter ALL = _ -> true;

    /** Whether this one is wanted. */
    boolean takes(Branch notification);

    /** A subtree filter, which stands above the notification. */
    static EventFilter subtree(Schema schema, Element filter) {
        Selection selection = SubtreeFilter.of(schema.notifications(), filter);
        View view = new View(true, Defaults.EXPLICIT);
        return notification -> selects(selection, root(schema, notification), view);
    }

    /**
     * An expression, whose context is the node above the notification.
     *
     * @throws XPathException if it is no expression, or asks for what XPath or YANG does not have
     */
    static EventFilter xpath(Schema schema, Element filter, String expression) {
        EventFilter made = notification -> Expressions.evaluate(
                        new Evaluator(schema), expression, filter.prefixes(), root(schema, notification))
                .bool();
        // What is wrong with it shows without a notification, too.
        Expressions.evaluate(
                new Evaluator(schema),
                expression,
                filter.prefixes(),
                new Evaluator(schema).root(Branch.empty(schema.notifications())));
        return made;
    }

    private static Instance root(Schema schema, Branch notification) {
        return new Evaluator(schema).root(Branch.empty(schema.notifications()).with(notification));
    }

    private static boolean selects(Selection selection, Instance around, View view) {
        if (!(around.schema() instanceof InnerSchema inner)) {
            return false;
        }
        for (SchemaNode child : selection.children(inner, view)) {
            try (Stream<Selection.Chosen> chosen = selection.of(around, child, view)) {
                for (Iterator<Selection.Chosen> each = chosen.iterator(); each.hasNext(); ) {
                    Selection.Chosen found = each.next();
                    boolean itself = found.inside().itself() && found.instance().explicit();
                    if (found.instance().node() instanceof Leaf
                            || itself
                            || selects(found.inside(), found.instance(), view)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
