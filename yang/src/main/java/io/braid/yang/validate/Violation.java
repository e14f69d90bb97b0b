package io.braid.yang.validate;

import io.braid.yang.xpath.Instance;
import java.util.List;
import java.util.Optional;

/**
 * A rule of the model that a tree breaks.
 *
 * @param at the node that breaks the rule; for a missing node, the one it is missing in
 * @param path where, in words of the operator: of the missing node if something is missing
 * @param kind which rule
 * @param appTag the error-app-tag: the model's own, or that of RFC 7950 §15
 * @param message what is wrong, and what to do
 * @param leaves of a unique statement the paths of the leaves that are not (RFC 7950 §15.1); else none
 */
public record Violation(
        Instance at, String path, Kind kind, Optional<String> appTag, String message, List<String> leaves) {
    /** The rules of a model. */
    public enum Kind {
        MUST("must-violation"),
        WHEN(null),
        LEAFREF("instance-required"),
        MANDATORY(null),
        MANDATORY_CHOICE("missing-choice"),
        TOO_FEW("too-few-elements"),
        TOO_MANY("too-many-elements"),
        UNIQUE("data-not-unique");

        private final Optional<String> appTag;

        Kind(String appTag) {
            this.appTag = Optional.ofNullable(appTag);
        }

        /** The error-app-tag of RFC 7950 §15. */
        public Optional<String> appTag() {
            return appTag;
        }
    }
}
