package io.braid.yang.schema;

import java.util.Optional;
import org.opendaylight.yangtools.yang.xpath.api.YangXPathExpression;

/**
 * A must or when statement.
 *
 * @param expression the parsed expression
 * @param onParent whether the context node is the parent of the node it applies to: the when of a choice or case
 *     (RFC 7950 §7.21.5)
 * @param text the expression as the model has it
 * @param message what the operator is told when it is false
 * @param appTag the error-app-tag that goes with it
 */
public record Condition(
        YangXPathExpression expression, boolean onParent, String text, Optional<String> message, Optional<String> appTag) {}
