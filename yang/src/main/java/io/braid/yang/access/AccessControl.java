package io.braid.yang.access;

import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.Principal;
import io.braid.yang.port.Session;
import io.braid.yang.schema.OperationSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Diff;
import io.braid.yang.tree.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Enforces the rules that run, and counts what it denies (RFC 8341). A new rule counts from the commit on. Callable from any thread. */
public final class AccessControl {
    private static final String NACM = "nacm";

    /** Users are configured, and there is a limit to them; the cache has one that is not the model's. */
    private static final int KNOWN_MAX = 1_000;

    private final Supplier<Branch> running;
    private final boolean modelled;
    private final LongAdder deniedOperations = new LongAdder();
    private final LongAdder deniedWrites = new LongAdder();
    private final LongAdder deniedNotifications = new LongAdder();
    private volatile Enforced enforced;

    /** What was made of one configuration of access control. */
    private record Enforced(Object identity, Policy policy, Map<User, Rights> known) {}

    private record User(String name, Set<String> groups) {}

    /** @param running gives the root of the running configuration */
    public AccessControl(Supplier<Branch> running) {
        this.running = running;
        this.modelled = running.get().schema().named(NACM).anyMatch(node -> node.module().equals("ietf-netconf-acm"));
    }

    /** What a user may do now. */
    public Rights of(Principal principal) {
        Enforced now = current();
        if (principal == Principal.SYSTEM || now.policy.open()) {
            return Rights.UNLIMITED;
        }
        User user = new User(principal.user(), principal.groups());
        if (now.known.size() >= KNOWN_MAX) {
            now.known.clear();
        }
        return now.known.computeIfAbsent(user, _ -> {
            Set<String> groups = now.policy.groupsOf(principal);
            return Rights.of(user.name, now.policy.rulesFor(groups), now.policy.permitted());
        });
    }

    private Enforced current() {
        if (!modelled) {
            return new Enforced(this, Policy.NONE, Map.of());
        }
        Reader root = Reader.of(running.get());
        Object identity = root.identity(NACM);
        Enforced known = enforced;
        if (known == null || known.identity != identity) {
            known = new Enforced(identity, Policy.of(root), new ConcurrentHashMap<>());
            enforced = known;
        }
        return known;
    }

    /**
     * Checks a change of a configuration.
     *
     * @throws DatastoreException access-denied, if the session may not do all of it
     */
    public void checkChange(Session session, Branch before, Branch after) throws DatastoreException {
        Rights rights = of(session.principal());
        if (!rights.unlimited()) {
            checkChange(rights, Diff.between(before, after));
        }
    }

    private void checkChange(Rights rights, List<Change> changes) throws DatastoreException {
        try {
            WriteCheck.check(rights, changes);
        } catch (DatastoreException e) {
            deniedWrites.increment();
            throw e;
        }
    }

    /**
     * Checks a protocol operation.
     *
     * @param module the name of the module that has it
     * @throws DatastoreException access-denied
     */
    public void checkOperation(Session session, String module, String rpc) throws DatastoreException {
        if (!of(session.principal()).executes(module, rpc)) {
            deniedOperations.increment();
            throw new DatastoreException(
                    DataError.protocol(ErrorTag.ACCESS_DENIED, "you are not allowed to execute " + rpc));
        }
    }

    /**
     * Checks an rpc of the model, or an action.
     *
     * @param on the node whose action it is; the root for an rpc
     * @throws DatastoreException access-denied
     */
    public void checkOperation(Session session, OperationSchema operation, DataPath on) throws DatastoreException {
        if (!of(session.principal()).executes(operation, on)) {
            deniedOperations.increment();
            throw new DatastoreException(DataError.data(
                    ErrorTag.ACCESS_DENIED,
                    on.up() == null ? operation.path() : on.text(),
                    "you are not allowed to execute " + operation.name()));
        }
    }

    /** Whether a user receives a notification; counts if not. */
    public boolean receives(Principal principal, SchemaNode event) {
        boolean received = of(principal).receives(event);
        if (!received) {
            deniedNotifications.increment();
        }
        return received;
    }

    /** How often an operation was denied, since the start. */
    public long deniedOperations() {
        return deniedOperations.sum();
    }

    /** How often a change of a configuration was denied, since the start. */
    public long deniedWrites() {
        return deniedWrites.sum();
    }

    /** How many notifications subscribers did not get, since the start. */
    public long deniedNotifications() {
        return deniedNotifications.sum();
    }
}
