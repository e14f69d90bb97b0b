package io.braid.yang.access;

import io.braid.yang.schema.Guard;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.NodePath.Step;
import io.braid.yang.schema.OperationSchema;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.DataPath;
import io.braid.yang.xpath.Instance;
import io.braid.yang.xpath.Sight;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one user may do, as long as the rules stay as they are. What the model alone tells is found out once for each of its
 * nodes. Callable from any thread.
 */
public final class Rights {
    /** May do everything: the appliance itself, and who is in a recovery session (RFC 8341 §3.2). */
    static final Rights UNLIMITED = new Rights("", List.of(), Set.of(), true);

    /** Operations that a rule has to permit, whatever the default is (RFC 8341 §3.2.8, §3.4.4). */
    private static final Set<String> PERMITTED_BY_RULE_ONLY = Set.of("kill-session", "delete-config");

    private final String user;
    private final List<Rule> rules;
    private final Set<Access> defaults;
    private final boolean unlimited;
    private final Map<Access, Map<SchemaNode, Ruling>> rulings = new EnumMap<>(Access.class);
    private final Map<Access, Map<SchemaNode, Boolean>> below = new EnumMap<>(Access.class);

    private Rights(String user, List<Rule> rules, Set<Access> defaults, boolean unlimited) {
        this.user = user;
        this.rules = rules;
        this.defaults = defaults;
        this.unlimited = unlimited;
        for (Access access : Access.values()) {
            rulings.put(access, new ConcurrentHashMap<>());
            below.put(access, new ConcurrentHashMap<>());
        }
    }

    /**
     * The rights that follow from rules.
     *
     * @param rules the first that matches decides
     * @param defaults what is permitted if none does
     */
    static Rights of(String user, List<Rule> rules, Set<Access> defaults) {
        return !rules.isEmpty() && rules.getFirst().permitsEverything()
                ? UNLIMITED
                : new Rights(user, rules, defaults, false);
    }

    /** Whether nothing is denied, so that nothing need be asked. */
    public boolean unlimited() {
        return unlimited;
    }

    /** Whether a node can be read, as far as the model tells: perhaps some entries of lists only. */
    public boolean mayRead(SchemaNode node) {
        return unlimited
                || !ruling(node, Access.READ).never() && node.parent().map(this::mayRead).orElse(true);
    }

    /** Whether a node, or something in it, can be changed; perhaps in some entries of lists only. */
    public boolean mayWrite(SchemaNode node) {
        return unlimited || somewhere(node, Access.CREATE) || somewhere(node, Access.UPDATE) || somewhere(node, Access.DELETE);
    }

    private boolean somewhere(SchemaNode node, Access access) {
        Boolean known = below.get(access).get(node);
        if (known == null) {
            known = !ruling(node, access).never()
                    || node instanceof InnerSchema inner
                            && inner.children().stream().anyMatch(child -> child.config() && somewhere(child, access));
            below.get(access).put(node, known);
        }
        return known;
    }

    /** Whether the rules permit an operation on the node at a place, apart from what is around it. */
    boolean permits(DataPath place, Access access) {
        return unlimited || place.up() == null || ruling(place.schema(), access).permits(place, user);
    }

    /** Whether an operation is permitted on a node and on all that can be in it, whatever the keys are. */
    boolean wholly(SchemaNode node, Access access) {
        return unlimited
                || ruling(node, access).always()
                        && (!(node instanceof InnerSchema inner)
                                || inner.children().stream().allMatch(child -> wholly(child, access)));
    }

    /** Whether a protocol operation may be executed (RFC 8341 §3.4.4). */
    public boolean executes(String module, String rpc) {
        return executes(module, rpc, Guard.NONE);
    }

    private boolean executes(String module, String rpc, Guard guard) {
        if (unlimited || rpc.equals("close-session")) {
            return true;
        }
        for (Rule rule : rules) {
            if (rule.isAbout(module, rpc, Access.EXEC)) {
                return rule.permit();
            }
        }
        return guard != Guard.ALL && !PERMITTED_BY_RULE_ONLY.contains(rpc) && defaults.contains(Access.EXEC);
    }

    /** Whether an rpc of the model, or an action of the node at a place, may be executed. */
    public boolean executes(OperationSchema operation, DataPath on) {
        if (unlimited || on.up() == null) {
            return executes(operation.module(), operation.name(), operation.guard());
        }
        if (!reads(on)) {
            return false;
        }
        Ruling ruling = ruling(
                names(on.schema(), new Step(operation.module(), operation.name(), Map.of())),
                operation.module(),
                operation.guard(),
                Access.EXEC);
        return ruling.permits(on, user);
    }

    /** Whether some instance of an action, or an rpc, may be executed. */
    public boolean mayExecute(OperationSchema operation, InnerSchema node) {
        if (unlimited || node.parent().isEmpty()) {
            return executes(operation.module(), operation.name(), operation.guard());
        }
        return mayRead(node)
                && !ruling(
                                names(node, new Step(operation.module(), operation.name(), Map.of())),
                                operation.module(),
                                operation.guard(),
                                Access.EXEC)
                        .never();
    }

    /** Whether a place can be read; what is around it counts (RFC 8341 §3.2.4). */
    public boolean reads(DataPath place) {
        return unlimited || place.up() == null || permits(place, Access.READ) && reads(place.up());
    }

    /** Whether a notification is received (RFC 8341 §3.4.6). */
    public boolean receives(SchemaNode event) {
        if (unlimited || event.name().equals("replayComplete") || event.name().equals("notificationComplete")) {
            return true;
        }
        for (Rule rule : rules) {
            if (rule.isAboutEvent(event.module(), event.name())) {
                return rule.permit();
            }
        }
        return event.guard() != Guard.ALL && defaults.contains(Access.READ);
    }

    /** What of a tree and of state there is to the user. */
    public Sight sight() {
        return unlimited ? Sight.ALL : new Sight() {
            @Override
            public boolean hides(SchemaNode node) {
                return ruling(node, Access.READ).never();
            }

            @Override
            public boolean shows(Instance instance) {
                Ruling ruling = ruling(instance.schema(), Access.READ);
                return ruling.conditional().isEmpty() ? ruling.permits() : ruling.permits(instance.place(), user);
            }
        };
    }

    private Ruling ruling(SchemaNode node, Access access) {
        Ruling known = rulings.get(access).get(node);
        if (known == null) {
            known = node.parent().isEmpty()
                    ? new Ruling(List.of(), true)
                    : ruling(names(node, null), node.module(), node.guard(), access);
            rulings.get(access).put(node, known);
        }
        return known;
    }

    private Ruling ruling(List<Step> names, String module, Guard guard, Access access) {
        List<Rule> conditional = new ArrayList<>();
        Optional<Boolean> decided = Optional.empty();
        for (Rule rule : rules) {
            if (rule.isAboutData(module, names, access)) {
                if (!rule.conditional()) {
                    decided = Optional.of(rule.permit());
                    break;
                }
                conditional.add(rule);
            }
        }
        return new Ruling(conditional, decided.orElse(!guarded(guard, access) && defaults.contains(access)));
    }

    private static boolean guarded(Guard guard, Access access) {
        return switch (guard) {
            case NONE -> false;
            case WRITE -> access != Access.READ && access != Access.EXEC;
            case ALL -> true;
        };
    }

    /** The way to a node, and to an action of it. */
    private static List<Step> names(SchemaNode node, Step action) {
        List<Step> names = new ArrayList<>();
        for (SchemaNode at = node; at.parent().isPresent(); at = at.parent().get()) {
            names.addFirst(new Step(at.module(), at.name(), Map.of()));
        }
        if (action != null) {
            names.add(action);
        }
        return names;
    }
}
