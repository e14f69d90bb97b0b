package io.braid.netconf.operation;

import io.braid.netconf.xml.Element;
import io.braid.yang.port.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes who changed what from where, and how that ended, to the logger {@code audit}. Never what was written: it may be secret. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("audit");

    void done(Session session, Element request) {
        LOG.info(
                "user={} origin=\"{}\" session={} operation={} outcome=ok",
                session.principal().user(), session.principal().origin(), session.id(), name(request));
    }

    void refused(Session session, Element request, String reason) {
        LOG.info(
                "user={} origin=\"{}\" session={} operation={} outcome=refused reason=\"{}\"",
                session.principal().user(),
                session.principal().origin(),
                session.id(),
                name(request),
                reason.replaceAll("[\\p{Cntrl}\"]", "?"));
    }

    /** The name, with that of the action that it calls. */
    private static String name(Element request) {
        StringBuilder name = new StringBuilder(request.name().replaceAll("[^\\w.-]", "?"));
        Element at = request;
        while (request.name().equals("action") && !at.children().isEmpty()) {
            at = at.children().getLast();
            name.append('/').append(at.name().replaceAll("[^\\w.-]", "?"));
        }
        return name.toString();
    }
}
