package io.braid.netconf.operation;

import io.braid.netconf.filter.EventFilter;
import io.braid.netconf.rpc.Answer;
import io.braid.netconf.xml.Element;
import io.braid.netconf.xml.Names;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.event.EventBus;
import io.braid.yang.schema.Schema;
import io.braid.yang.xpath.XPathException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** create-subscription (RFC 5277 §2.1.1). */
final class Subscribing implements Operation {
    private static final String FILTER = "filter";
    private static final String START = "startTime";
    private static final String STOP = "stopTime";

    private final Schema schema;

    Subscribing(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Answer perform(Caller caller, Element request) throws DatastoreException {
        Params params = new Params(withOwnFilter(request), Set.of("stream", FILTER, START, STOP));
        String stream = params.text("stream").orElse(EventBus.NAME);
        if (!stream.equals(EventBus.NAME)) {
            throw Params.invalid("stream", "there is no stream \"" + stream + "\": there is " + EventBus.NAME);
        }
        Optional<Instant> start = time(params, START);
        Optional<Instant> stop = time(params, STOP);
        if (stop.isPresent() && start.isEmpty()) {
            throw new DatastoreException(DataError.protocol(
                            ErrorTag.MISSING_ELEMENT, "stopTime needs a startTime: without one nothing is replayed")
                    .with(DataError.NETCONF, "bad-element", START));
        }
        if (start.filter(Instant.now()::isBefore).isPresent()) {
            throw Params.bad(START, "startTime is in the future: leave it out to get what happens from now on");
        }
        if (stop.isPresent() && stop.get().isBefore(start.get())) {
            throw Params.bad(STOP, "stopTime is before startTime");
        }
        if (!caller.subscribe(new Wanted(filter(params), start, stop))) {
            throw new DatastoreException(DataError.protocol(
                    ErrorTag.OPERATION_FAILED, "this session has a subscription: open another session for another one"));
        }
        return Answer.OK;
    }

    /** Many clients leave the filter in NETCONF's namespace. */
    private static Element withOwnFilter(Element request) {
        List<Element> children = request.children().stream()
                .map(child -> child.is(Names.BASE, FILTER) ? named(child, request.namespace()) : child)
                .toList();
        return new Element(
                request.namespace(),
                request.name(),
                request.attributes(),
                request.prefixes(),
                children,
                request.text(),
                request.special());
    }

    private static Element named(Element element, String namespace) {
        return new Element(
                namespace,
                element.name(),
                element.attributes(),
                element.prefixes(),
                element.children(),
                element.text(),
                element.special());
    }

    private static Optional<Instant> time(Params params, String name) throws DatastoreException {
        Optional<String> text = params.text(name);
        try {
            return text.map(each -> OffsetDateTime.parse(each).toInstant());
        } catch (DateTimeParseException e) {
            throw Params.bad(
                    name, "\"" + text.get() + "\" is no time: write it such as 2026-11-23T18:00:00Z");
        }
    }

    private EventFilter filter(Params params) throws DatastoreException {
        Optional<Element> filter = params.find(FILTER);
        if (filter.isEmpty()) {
            return EventFilter.ALL;
        }
        Optional<String> expression = Retrieval.path(filter.get());
        if (expression.isEmpty()) {
            return EventFilter.subtree(schema, filter.get());
        }
        try {
            return EventFilter.xpath(schema, filter.get(), expression.get());
        } catch (XPathException e) {
            throw Params.invalid(FILTER, e.getMessage());
        } catch (StackOverflowError e) {
            throw Params.invalid(FILTER, "the expression is nested too deep");
        }
    }
}
