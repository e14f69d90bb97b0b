package io.braid.yang.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.model.api.ActionNodeContainer;
import org.opendaylight.yangtools.yang.model.api.CaseSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ChoiceSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ContainerLike;
import org.opendaylight.yangtools.yang.model.api.ContainerSchemaNode;
import org.opendaylight.yangtools.yang.model.api.DataNodeContainer;
import org.opendaylight.yangtools.yang.model.api.DataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.ElementCountConstraintAware;
import org.opendaylight.yangtools.yang.model.api.LeafListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.LeafSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.MustConstraintAware;
import org.opendaylight.yangtools.yang.model.api.NotificationDefinition;
import org.opendaylight.yangtools.yang.model.api.OperationDefinition;
import org.opendaylight.yangtools.yang.model.api.TypedDataSchemaNode;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;

/** Turns yangtools' view of the modules into ours. */
final class SchemaBuilder {
    private final EffectiveModelContext context;
    private final TypeBuilder types;

    /** Where the root of the tree that is being built stands: an operation's input and output are trees of their own. */
    private SchemaInferenceStack base;

    /** The notification that is being built, which the path of its nodes does not name again. */
    private InnerSchema notification;

    SchemaBuilder(EffectiveModelContext context) {
        this.context = context;
        this.types = new TypeBuilder(context);
        this.base = SchemaInferenceStack.of(context);
    }

    /** @param digest tells the modules from others */
    Schema build(String digest) {
        ContainerSchema root = root(QName.create("urn:ietf:params:xml:ns:netconf:base:1.0", "data"), "", "the data tree");
        fill(root, context);
        root.perform(operations(root, context.getOperations()));
        return new Schema(root, notifications(), context, digest);
    }

    /** The notifications of all modules, as children of a root of their own (RFC 7950 §7.16). */
    private ContainerSchema notifications() {
        ContainerSchema root =
                root(QName.create("urn:ietf:params:xml:ns:netconf:notification:1.0", "notification"), "", "what happens");
        List<SchemaNode> all = new ArrayList<>();
        for (NotificationDefinition model : context.getNotifications()) {
            if (plain(model)) {
                all.add(notification(root, model, all.size()));
            }
        }
        root.complete(all, List.of());
        return root;
    }

    private ContainerSchema notification(ContainerSchema root, NotificationDefinition model, int index) {
        QName name = model.getQName();
        SchemaNode.Common common = new SchemaNode.Common(
                name,
                context.findModule(name.getModule()).orElseThrow().getName(),
                root,
                index,
                true,
                Optional.empty(),
                List.of(),
                List.of(),
                Guards.of(model),
                model.getDescription().orElse(""));
        // One without content says something by being there.
        ContainerSchema node = new ContainerSchema(common, true);
        SchemaInferenceStack outside = base;
        base = outside.copy();
        base.enterSchemaTree(name);
        notification = node;
        fill(node, model);
        notification = null;
        base = outside;
        return node;
    }

    private static ContainerSchema root(QName name, String module, String description) {
        return new ContainerSchema(
                new SchemaNode.Common(
                        name, module, null, 0, true, Optional.empty(), List.of(), List.of(), Guard.NONE, description),
                true);
    }

    private List<OperationSchema> operations(InnerSchema around, Collection<? extends OperationDefinition> models) {
        return models.stream()
                .filter(model -> plain(model.getInput()) && plain(model.getOutput()))
                .map(model -> operation(around, model))
                .toList();
    }

    /** The protocol's own operations take any XML; they are no matter of the model. */
    private static boolean plain(DataNodeContainer model) {
        return model.getChildNodes().stream()
                .allMatch(child -> switch (child) {
                    case DataNodeContainer inner -> plain(inner);
                    case ChoiceSchemaNode choice -> choice.getCases().stream().allMatch(SchemaBuilder::plain);
                    default -> child instanceof TypedDataSchemaNode;
                });
    }

    private OperationSchema operation(InnerSchema around, OperationDefinition model) {
        QName name = model.getQName();
        String module = context.findModule(name.getModule()).orElseThrow().getName();
        String step = around.module().equals(module) ? name.getLocalName() : module + ":" + name.getLocalName();
        return new OperationSchema(
                name.getNamespace().toString(),
                module,
                name.getLocalName(),
                around.path() + "/" + step,
                Guards.of(model).or(around.guard()),
                tree(around, model, model.getInput()),
                tree(around, model, model.getOutput()));
    }

    private ContainerSchema tree(InnerSchema around, OperationDefinition operation, ContainerLike model) {
        SchemaInferenceStack outside = base;
        base = outside.copy();
        pathOf(around).forEach(base::enterDataTree);
        base.enterSchemaTree(operation.getQName());
        base.enterSchemaTree(model.getQName());
        ContainerSchema root = root(model.getQName(), "", operation.getDescription().orElse(""));
        fill(root, model);
        base = outside;
        return root;
    }

    private void fill(InnerSchema node, DataNodeContainer model) {
        Members members = new Members(node, new ArrayList<>(), new ArrayList<>());
        add(members, model.getChildNodes(), Optional.empty(), List.of());
        node.complete(members.children, members.choices);
    }

    private record Members(InnerSchema parent, List<SchemaNode> children, List<ChoiceSchema> choices) {}

    private void add(
            Members members,
            Collection<? extends DataSchemaNode> models,
            Optional<CaseSchema> inCase,
            List<Condition> whensAround) {
        for (DataSchemaNode model : models) {
            if (model instanceof ChoiceSchemaNode choice) {
                addChoice(members, choice, inCase, whensAround);
            } else {
                SchemaNode.Common common = common(members, model, inCase, whensAround);
                members.children.add(node(common, model));
            }
        }
    }

    private void addChoice(
            Members members, ChoiceSchemaNode model, Optional<CaseSchema> outer, List<Condition> whensAround) {
        List<Condition> whens = Conditions.plus(whensAround, Conditions.when(model, true));
        ChoiceSchema choice = new ChoiceSchema(
                model.getQName().getLocalName(),
                model.isMandatory(),
                model.getDefaultCase().map(fallback -> fallback.getQName().getLocalName()),
                outer,
                whens);
        members.choices.add(choice);
        for (CaseSchemaNode option : model.getCases()) {
            CaseSchema inCase = new CaseSchema(choice, option.getQName().getLocalName());
            add(
                    members,
                    option.getChildNodes(),
                    Optional.of(inCase),
                    Conditions.plus(whens, Conditions.when(option, true)));
        }
    }

    private SchemaNode.Common common(
            Members members, DataSchemaNode model, Optional<CaseSchema> inCase, List<Condition> whensAround) {
        return new SchemaNode.Common(
                model.getQName(),
                context.findModule(model.getQName().getModule()).orElseThrow().getName(),
                members.parent,
                members.children.size(),
                model.effectiveConfig().orElse(true),
                inCase,
                Conditions.plus(whensAround, Conditions.when(model, false)),
                model instanceof MustConstraintAware aware ? Conditions.musts(aware) : List.of(),
                Guards.of(model).or(members.parent.guard()),
                model.getDescription().orElse(""));
    }

    private SchemaNode node(SchemaNode.Common common, DataSchemaNode model) {
        return switch (model) {
            case ListSchemaNode list -> filled(
                    new ListSchema(common, list.getKeyDefinition(), uniques(list), count(list), list.isUserOrdered()),
                    list);
            case ContainerLike container -> filled(
                    new ContainerSchema(
                            common, container instanceof ContainerSchemaNode real && real.isPresenceContainer()),
                    container);
            case LeafSchemaNode leaf -> leaf(common, leaf);
            case LeafListSchemaNode list -> leafList(common, list);
            default -> throw new ModelException(
                    "nodes such as " + model.getQName() + " (anydata, anyxml) have no place in the data tree", null);
        };
    }

    private <T extends InnerSchema> T filled(T node, DataNodeContainer model) {
        fill(node, model);
        if (model instanceof ActionNodeContainer actions) {
            node.perform(operations(node, actions.getActions()));
        }
        return node;
    }

    private LeafSchema leaf(SchemaNode.Common common, LeafSchemaNode leaf) {
        ValueType type = type(common, leaf);
        Optional<String> fallback = leaf.getType().getDefaultValue().map(Object::toString);
        return new LeafSchema(
                common,
                type,
                Guards.secrecy(leaf.asEffectiveStatement()),
                leaf.isMandatory(),
                leaf.isMandatory() ? Optional.empty() : fallback.map(text -> types.canonical(type, text, common)));
    }

    private LeafListSchema leafList(SchemaNode.Common common, LeafListSchemaNode list) {
        ValueType type = type(common, list);
        List<String> defaults = list.getDefaults().stream()
                .map(value -> types.canonical(type, value.toString(), common))
                .toList();
        return new LeafListSchema(common, type, Guards.secrecy(list.asEffectiveStatement()), defaults, count(list), list.isUserOrdered());
    }

    private ValueType type(SchemaNode.Common common, TypedDataSchemaNode model) {
        return types.of(model, base, dataPath(common));
    }

    private List<QName> dataPath(SchemaNode.Common common) {
        List<QName> path = new ArrayList<>(pathOf(common.parent()));
        path.add(common.qname());
        return path;
    }

    private List<QName> pathOf(InnerSchema node) {
        List<QName> path = new ArrayList<>();
        for (InnerSchema up = node; up.parent().isPresent() && up != notification; up = up.parent().get()) {
            path.addFirst(up.qname());
        }
        return path;
    }

    private static List<List<List<QName>>> uniques(ListSchemaNode list) {
        return list.getUniqueConstraints().stream()
                .map(unique -> unique.argument().stream()
                        .map(leaf -> List.copyOf(leaf.getNodeIdentifiers()))
                        .toList())
                .toList();
    }

    private static Count count(ElementCountConstraintAware model) {
        return model.getElementCountConstraint()
                .map(bounds -> new Count(
                        Optional.ofNullable(bounds.getMinElements()).orElse(0),
                        Optional.ofNullable(bounds.getMaxElements()).orElse(Integer.MAX_VALUE)))
                .orElse(new Count(0, Integer.MAX_VALUE));
    }
}
