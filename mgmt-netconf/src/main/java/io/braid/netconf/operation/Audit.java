package io.braid.netconf.operation;

import io.braid.netconf.xml.Element;
import io.braid.yang.operate.AuditLog;
import io.braid.yang.port.Session;

/** Tells the audit log of requests. Never what was written: it may be secret. */
final class Audit {
    private final AuditLog log = new AuditLog();

    void done(Session session, Element request) {
        log.done(session, name(request));
    }

    void refused(Session session, Element request, String reason) {
        log.refused(session, name(request), reason);
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
