package io.braid.netconf.session;

import io.braid.netconf.data.Build;
import io.braid.yang.datastore.DatastoreEvent;
import io.braid.yang.event.EventBus;
import io.braid.yang.port.Session;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells the base notifications of RFC 6470. The capabilities of the server do not change while it runs. */
public final class BaseEvents {
    private static final String MODULE = "ietf-netconf-notifications";

    /** Edits that are told one by one; of more only the top-level nodes in which they are. */
    private static final int EDITS_MAX = 64;

    private final Schema schema;
    private final EventBus bus;
    private final SessionTable sessions;

    public BaseEvents(Schema schema, EventBus bus, SessionTable sessions) {
        this.schema = schema;
        this.bus = bus;
        this.sessions = sessions;
    }

    /** Where they are told. */
    public EventBus bus() {
        return bus;
    }

    private void tell(String notification, Consumer<Build> content) {
        bus.publish(Build.of(schema.notification(MODULE, notification), content));
    }

    void started(Session session, String host) {
        tell("netconf-session-start", build -> who(build, session, Optional.of(host)));
    }

    void ended(Session session, String host, Ending ending) {
        tell("netconf-session-end", build -> {
            who(build, session, Optional.of(host));
            build.leaf("termination-reason", ending.reason().text());
            ending.killedBy().ifPresent(id -> build.leaf("killed-by", id));
        });
    }

    /** Tells what happened to the datastore. */
    public void tell(DatastoreEvent event) {
        switch (event) {
            case DatastoreEvent.Changed changed -> tell("netconf-config-change", build -> {
                changedBy(build, changed.session());
                List<Change> diff = changed.diff();
                if (diff.size() > EDITS_MAX) {
                    List<DataPath> tops = diff.stream()
                            .map(change -> change.path().steps().getFirst())
                            .distinct()
                            .toList();
                    build.list("edit", tops, (edit, top) -> edit(edit, top, "merge"));
                } else {
                    build.list("edit", diff, (edit, change) -> edit(edit, change.path(), operation(change)));
                }
            });
            case DatastoreEvent.Confirming confirming -> tell("netconf-confirmed-commit", build -> {
                DatastoreEvent.Step step = confirming.step();
                if (step != DatastoreEvent.Step.TIMEOUT) {
                    who(build, confirming.session(), host(confirming.session()));
                }
                build.leaf("confirm-event", step.name().toLowerCase(Locale.ROOT));
                if (step == DatastoreEvent.Step.START || step == DatastoreEvent.Step.EXTEND) {
                    build.leaf("timeout", confirming.window().toSeconds());
                }
            });
        }
    }

    private void changedBy(Build build, Session session) {
        build.container("changed-by", by -> {
            if (session.id() == Session.SYSTEM.id()) {
                by.leaf("server", "");
            } else {
                who(by, session, host(session));
            }
        });
    }

    private static void edit(Build edit, DataPath target, String operation) {
        edit.leaf("target", target.text()).leaf("operation", operation);
    }

    private static String operation(Change change) {
        return switch (change.kind()) {
            case CREATED -> "create";
            case DELETED -> "delete";
            case CHANGED -> "replace";
            case REORDERED -> "merge";
        };
    }

    private Optional<String> host(Session session) {
        return sessions.find(session.id()).map(open -> open.peer().host());
    }

    private static void who(Build build, Session session, Optional<String> host) {
        build.leaf("username", session.principal().user()).leaf("session-id", session.id());
        // What is no address is told by a transport that has none.
        host.filter(text -> text.contains(".") || text.contains(":")).ifPresent(text -> build.leaf("source-host", text));
    }
}
