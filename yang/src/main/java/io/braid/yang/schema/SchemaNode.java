package io.braid.yang.schema;

import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.common.QName;

/** A data node of the schema. Choices and cases are no nodes: their members stand in the node around them. */
public abstract sealed class SchemaNode permits InnerSchema, ValueSchema {
    private final Common common;

    SchemaNode(Common common) {
        this.common = common;
    }

    /**
     * What all kinds of node have.
     *
     * @param qname name with module namespace
     * @param module name of the module
     * @param parent the node around it; null for the root only
     * @param index position among the parent's children, from 0
     * @param config whether it is configuration
     * @param inCase the case it is a member of
     * @param whens conditions of its existence, its own and those of the choices and cases around it
     * @param musts conditions on its content
     * @param guard what access control denies by default, the nodes around it included
     * @param description the text of the model
     */
    record Common(
            QName qname,
            String module,
            InnerSchema parent,
            int index,
            boolean config,
            Optional<CaseSchema> inCase,
            List<Condition> whens,
            List<Condition> musts,
            Guard guard,
            String description) {}

    /** Name without a namespace. */
    public final String name() {
        return common.qname.getLocalName();
    }

    public final QName qname() {
        return common.qname;
    }

    public final String namespace() {
        return common.qname.getNamespace().toString();
    }

    /** Name of the module that defines the node; empty for the root. */
    public final String module() {
        return common.module;
    }

    /** The node around this one; empty for the root only. */
    public final Optional<InnerSchema> parent() {
        return Optional.ofNullable(common.parent);
    }

    /** Position among the parent's children, from 0, in the order of the model. */
    public final int index() {
        return common.index;
    }

    public final boolean config() {
        return common.config;
    }

    public final Optional<CaseSchema> inCase() {
        return common.inCase;
    }

    public final List<Condition> whens() {
        return common.whens;
    }

    public final List<Condition> musts() {
        return common.musts;
    }

    /** What access control denies by default; what is around the node counts too. */
    public final Guard guard() {
        return common.guard;
    }

    public final String description() {
        return common.description;
    }

    /** Name as a path shows it: with its module where that differs from the parent's (RFC 7951 §4). */
    public final String pathName() {
        return common.parent == null || common.parent.module().equals(module()) ? name() : module() + ":" + name();
    }

    /** Name as a command line shows it: with its module where another module has a node of this name in the same place. */
    public final String word() {
        return common.parent == null || common.parent.named(name()).count() == 1 ? name() : module() + ":" + name();
    }

    /** Path of the node in the schema, such as {@code /braid-mcp:mcp/kernel}. */
    public final String path() {
        return common.parent == null ? "" : common.parent.path() + "/" + pathName();
    }

    @Override
    public final String toString() {
        return common.parent == null ? "/" : path();
    }
}
