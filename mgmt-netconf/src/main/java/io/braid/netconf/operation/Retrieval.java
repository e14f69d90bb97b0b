package io.braid.netconf.operation;

import io.braid.netconf.data.DataWriter;
import io.braid.netconf.filter.PathFilter;
import io.braid.netconf.filter.SubtreeFilter;
import io.braid.netconf.rpc.Answer;
import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.Names;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.view.Selection;
import io.braid.yang.view.StateSupply;
import io.braid.yang.view.View;
import io.braid.yang.xpath.Evaluator;
import io.braid.yang.xpath.Expressions;
import io.braid.yang.xpath.Supply;
import io.braid.yang.xpath.Value;
import io.braid.yang.xpath.XPathException;
import java.util.Optional;
import java.util.Set;

/** get and get-config (RFC 6241 §7.1, §7.7). */
final class Retrieval {
    private final Datastore datastore;
    private final StateSupply state;

    Retrieval(Datastore datastore, StateSupply state) {
        this.datastore = datastore;
        this.state = state;
    }

    Answer get(Caller caller, Element request) throws DatastoreException {
        Params params = new Params(request, Set.of("filter", "with-defaults"));
        return data(caller, datastore.running().root(), params.find("filter"), new View(true, params.defaults()));
    }

    Answer getConfig(Caller caller, Element request) throws DatastoreException {
        Params params = new Params(request, Set.of("source", "filter", "with-defaults"));
        Branch root = new Stores(datastore).stored(params.only("source"));
        return data(caller, root, params.find("filter"), new View(false, params.defaults()));
    }

    private Answer data(Caller caller, Branch root, Optional<Element> filter, View view) throws DatastoreException {
        Schema schema = datastore.schema();
        Optional<String> path = filter.isPresent() ? path(filter.get()) : Optional.empty();
        Evaluator evaluator = new Evaluator(
                schema,
                !view.state() ? Supply.NONE : path.isPresent() ? state.remembering() : state,
                // A filter selects among what can be read (RFC 8341 §3.2.4).
                new Told(datastore.access().of(caller.session().principal()).sight()));
        Selection selection = path.isPresent()
                ? byPath(evaluator, root, path.get(), filter.get())
                : filter.map(each -> SubtreeFilter.of(schema.root(), each)).orElse(Selection.WHOLE);
        return out -> {
            out.start(Names.BASE, "data");
            new DataWriter(schema, out, view).inside(evaluator.root(root), selection);
            out.end();
        };
    }

    /** The expression of a filter; empty for a subtree filter. */
    static Optional<String> path(Element filter) throws DatastoreException {
        // Many clients write the attributes with NETCONF's prefix.
        String type = filter.attribute("type")
                .or(() -> filter.attribute(Names.BASE, "type"))
                .orElse("subtree");
        return switch (type) {
            case "subtree" -> Optional.empty();
            case "xpath" -> Optional.of(filter.attribute("select")
                    .or(() -> filter.attribute(Names.BASE, "select"))
                    .orElseThrow(() -> attribute(
                            ErrorTag.MISSING_ATTRIBUTE, "select", "a filter of type xpath needs the attribute select")));
            default -> throw attribute(
                    ErrorTag.BAD_ATTRIBUTE, "type", "\"" + type + "\" is no type of filter: use subtree or xpath");
        };
    }

    private static DatastoreException attribute(ErrorTag tag, String name, String message) {
        return new DatastoreException(DataError.protocol(tag, message)
                .with(DataError.NETCONF, "bad-attribute", name)
                .with(DataError.NETCONF, "bad-element", "filter"));
    }

    private Selection byPath(Evaluator evaluator, Branch root, String text, Element filter) throws DatastoreException {
        try {
            Value value = Expressions.evaluate(evaluator, text, filter.prefixes(), evaluator.root(root));
            if (value instanceof Value.Nodes found) {
                return PathFilter.of(found.nodes());
            }
            // RFC 6241 §8.9.5.2
            throw Params.invalid("filter", "\"" + text + "\" selects no nodes: it is a text, number or truth value");
        } catch (XPathException e) {
            throw Params.invalid("filter", e.getMessage());
        } catch (StackOverflowError e) {
            throw Params.invalid("filter", "the expression is nested too deep");
        }
    }
}
