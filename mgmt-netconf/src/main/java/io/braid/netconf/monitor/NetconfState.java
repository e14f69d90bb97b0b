package io.braid.netconf.monitor;

import io.braid.netconf.data.Build;
import io.braid.netconf.operation.SchemaTexts;
import io.braid.netconf.session.Counters;
import io.braid.netconf.session.NetconfSession;
import io.braid.netconf.session.SessionTable;
import io.braid.yang.datastore.Datastore;
import io.braid.yang.datastore.Target;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.ModuleInfo;
import io.braid.yang.tree.Branch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The netconf-state of RFC 6022. */
public final class NetconfState implements StateProvider {
    private final Datastore datastore;
    private final SchemaTexts texts;
    private final List<String> capabilities;
    private final SessionTable sessions;
    private final Instant start = Instant.now();

    /**
     * Tells of these.
     *
     * @param capabilities what the hello tells
     */
    public NetconfState(
            Datastore datastore, SchemaTexts texts, List<String> capabilities, SessionTable sessions) {
        this.datastore = datastore;
        this.texts = texts;
        this.capabilities = capabilities;
        this.sessions = sessions;
    }

    @Override
    public String path() {
        return "/ietf-netconf-monitoring:netconf-state";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return Stream.of(Build.of(query.node(), state -> state.container(
                        "capabilities", build -> build.values("capability", capabilities))
                .container(
                        "datastores",
                        build -> build.list("datastore", List.of(Target.CANDIDATE, Target.RUNNING), this::datastore))
                .container("schemas", build -> build.list("schema", readable(), NetconfState::schema))
                .container("sessions", build -> build.list("session", sessions.open(), NetconfState::session))
                .container("statistics", this::statistics)));
    }

    private void datastore(Build build, Target target) {
        build.leaf("name", target.name().toLowerCase(Locale.ROOT));
        datastore.locked(target).ifPresent(lock -> build.container(
                "locks",
                locks -> locks.container("global-lock", global -> global.leaf("locked-by-session", lock.sessionId())
                        .leaf("locked-time", text(lock.since())))));
    }

    private List<ModuleInfo> readable() {
        return texts.modules().stream().filter(texts::has).toList();
    }

    private static void schema(Build build, ModuleInfo module) {
        build.leaf("identifier", module.name())
                .leaf("version", module.revision())
                .leaf("format", "ietf-netconf-monitoring:yang")
                .leaf("namespace", module.namespace())
                .values("location", List.of("NETCONF"));
    }

    private static void session(Build build, NetconfSession session) {
        build.leaf("session-id", session.id())
                .leaf("transport", "ietf-netconf-monitoring:netconf-ssh")
                .leaf("username", session.session().principal().user())
                .leaf("source-host", session.peer().host())
                .leaf("login-time", text(session.since()));
        counters(build, session.counters());
    }

    private void statistics(Build build) {
        build.leaf("netconf-start-time", text(start))
                .leaf("in-bad-hellos", sessions.badHellos().sum())
                .leaf("in-sessions", sessions.started().sum())
                .leaf("dropped-sessions", sessions.dropped().sum());
        counters(build, sessions.total());
    }

    private static void counters(Build build, Counters counters) {
        build.leaf("in-rpcs", counters.rpcs().sum())
                .leaf("in-bad-rpcs", counters.badRpcs().sum())
                .leaf("out-rpc-errors", counters.errors().sum())
                .leaf("out-notifications", counters.notifications().sum());
    }

    private static String text(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }
}
