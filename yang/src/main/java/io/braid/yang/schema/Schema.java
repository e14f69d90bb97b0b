package io.braid.yang.schema;

import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/**
 * A set of YANG modules.
 *
 * @param root the node above the top-level nodes of all modules
 * @param context what yangtools knows of the modules
 */
public record Schema(ContainerSchema root, EffectiveModelContext context) {}
