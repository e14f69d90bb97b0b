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

    /** The name, with the way to the action that it calls. */
    private static String name(Element request) {
        StringBuilder name = new StringBuilder(plain(request.name()));
        Element at = request;
        while (request.name().equals("action") && !at.children().isEmpty()) {
            at = at.children().getLast();
            if (!at.children().isEmpty() || at.value().isEmpty()) {
                name.append('/').append(plain(at.name()));
            }
        }
        return name.toString();
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\w.-]", "?");
    }
}
