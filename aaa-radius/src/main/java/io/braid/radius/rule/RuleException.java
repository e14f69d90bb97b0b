package io.braid.radius.rule;

/** A rule that cannot be applied (RFC 4849 §2). */
public final class RuleException extends Exception {
    private static final long serialVersionUID = 1;

    RuleException(String message) {
        super(message);
    }
}
