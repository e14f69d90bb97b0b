package io.braid.yang.operate;

import io.braid.yang.port.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes who did what from where, and how that ended, to the logger {@code audit}. What is told of an operation holds no secret. */
public final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("audit");

    /** An operation that was performed. */
    public void done(Session session, String operation) {
        LOG.info(
                "user={} origin=\"{}\" session={} operation={} outcome=ok",
                session.principal().user(), session.principal().origin(), session.id(), operation);
    }

    /** An operation that was not performed. */
    public void refused(Session session, String operation, String reason) {
        LOG.info(
                "user={} origin=\"{}\" session={} operation={} outcome=refused reason=\"{}\"",
                session.principal().user(), session.principal().origin(), session.id(), operation, plain(reason));
    }

    /**
     * A line of commands.
     *
     * @param command the line, without secrets
     * @param outcome how it ended, in one word
     * @param reason why; may be empty
     */
    public void command(Session session, String command, String outcome, String reason) {
        LOG.info(
                "user={} origin=\"{}\" session={} command=\"{}\" outcome={}{}",
                session.principal().user(),
                session.principal().origin(),
                session.id(),
                plain(command.replace('"', '\'')),
                outcome,
                reason.isEmpty() ? "" : " reason=\"" + plain(reason) + '"');
    }

    /** A text as a line of the log has it in quotation marks. */
    public static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\"]", "?");
    }
}
