package io.braid.yang.schema;

import java.util.List;
import java.util.Optional;

/**
 * A choice. Data of one of its cases at most may exist.
 *
 * @param name its name
 * @param mandatory whether data of one case must exist
 * @param defaultCase the case whose defaults hold when no case has data
 * @param outer the case of another choice that this choice stands in
 * @param whens conditions of its existence; the context node is the data node around it
 */
public record ChoiceSchema(
        String name, boolean mandatory, Optional<String> defaultCase, Optional<CaseSchema> outer, List<Condition> whens) {}
