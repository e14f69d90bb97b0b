package io.braid.engine.authorize;

/**
 * What names a person or a line: a user name, an IMSI, an identifier for billing. Whoever writes one out asks for its
 * value on purpose (draft S7.1).
 *
 * @param value as it was told
 */
public record Identity(String value) {
    /** Not the value: logs are read by others than those who may know it. */
    @Override
    public String toString() {
        return "Identity[" + value.length() + "]";
    }
}
