package io.braid.yang.access;

import io.braid.yang.schema.ListSchema;
import io.braid.yang.schema.NodePath;
import io.braid.yang.schema.NodePath.Step;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rule (RFC 8341 §3.4.5).
 *
 * @param module the module of what it is about; {@link #ANY} for each
 * @param kind what it can match
 * @param name of a protocol operation or notification; {@link #ANY} for each
 * @param path of data, of an action or of a notification in data
 * @param operations to what it applies
 * @param permit whether what it matches is permitted; otherwise denied
 */
record Rule(String module, Kind kind, String name, NodePath path, Set<Access> operations, boolean permit) {
    static final String ANY = "*";

    /** What a rule can match. */
    enum Kind {
        EVERYTHING,
        PROTOCOL_OPERATION,
        NOTIFICATION,
        DATA
    }

    boolean permitsEverything() {
        return kind == Kind.EVERYTHING && module.equals(ANY) && permit && operations.size() == Access.values().length;
    }

    /** Whether it is about a protocol operation. */
    boolean isAbout(String itsModule, String rpc, Access access) {
        return (kind == Kind.EVERYTHING || kind == Kind.PROTOCOL_OPERATION && fits(name, rpc)) && applies(itsModule, access);
    }

    /** Whether it is about a notification, which is received by reading it. */
    boolean isAboutEvent(String itsModule, String event) {
        return (kind == Kind.EVERYTHING || kind == Kind.NOTIFICATION && fits(name, event)) && applies(itsModule, Access.READ);
    }

    /**
     * Whether it is about a node, as far as the model tells: at its path or below.
     *
     * @param names the names of the way to the node
     */
    boolean isAboutData(String itsModule, List<Step> names, Access access) {
        return (kind == Kind.EVERYTHING || kind == Kind.DATA && begins(names)) && applies(itsModule, access);
    }

    private boolean begins(List<Step> names) {
        List<Step> own = path.steps();
        for (int i = 0; i < own.size(); i++) {
            if (i >= names.size()
                    || !own.get(i).module().equals(names.get(i).module())
                    || !own.get(i).name().equals(names.get(i).name())) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is about some entries of lists only. */
    boolean conditional() {
        return kind == Kind.DATA && path.steps().stream().anyMatch(step -> !step.keys().isEmpty());
    }

    /** Whether the keys of a place, whose names it has been found to be about, are those that it names. */
    boolean keysFit(DataPath place, String user) {
        List<DataPath> steps = place.steps();
        for (int i = 0; i < path.steps().size(); i++) {
            Map<String, Optional<String>> keys = path.steps().get(i).keys();
            if (!keys.isEmpty() && !fit(keys, steps.get(i), user)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fit(Map<String, Optional<String>> wanted, DataPath step, String user) {
        if (!(step.schema() instanceof ListSchema list) || step.key().isEmpty()) {
            return false;
        }
        Key key = step.key().get();
        for (int i = 0; i < list.keys().size(); i++) {
            Optional<String> value = wanted.get(list.keys().get(i).name());
            if (value != null && !value.orElse(user).equals(key.values().get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean applies(String itsModule, Access access) {
        return fits(module, itsModule) && operations.contains(access);
    }

    private static boolean fits(String pattern, String name) {
        return pattern.equals(ANY) || pattern.equals(name);
    }
}
