package io.braid.yang.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One error in the terms of RFC 6241 §4.3; its severity is always error.
 *
 * @param type the layer
 * @param tag the error-tag
 * @param appTag the error-app-tag: the model's own, or that of RFC 7950 §15
 * @param path where, such as {@code /braid-mcp:mcp/service[name='a']/port}: names carry their module where it changes (RFC
 *     7951 §4); empty if the error is not about data. {@link QualifiedPath} gives the form that NETCONF shows
 * @param message what is wrong and what to do, for a person
 * @param info content of error-info
 */
public record DataError(
        ErrorType type, ErrorTag tag, Optional<String> appTag, String path, String message, List<Info> info) {
    /** The namespace of NETCONF's own error-info elements. */
    public static final String NETCONF = "urn:ietf:params:xml:ns:netconf:base:1.0";

    /** The namespace of YANG's error-info elements: missing-choice, non-unique (RFC 7950 §15). */
    public static final String YANG = "urn:ietf:params:xml:ns:yang:1";

    /**
     * An element of error-info.
     *
     * @param namespace {@link #NETCONF} or {@link #YANG}
     * @param name such as {@code session-id} or {@code bad-element}
     * @param value its text
     */
    public record Info(String namespace, String name, String value) {}

    public DataError {
        info = List.copyOf(info);
    }

    /** An error about data. */
    public static DataError data(ErrorTag tag, String path, String message) {
        return new DataError(ErrorType.APPLICATION, tag, Optional.empty(), path, message, List.of());
    }

    /** An error about what was asked for, not about data. */
    public static DataError protocol(ErrorTag tag, String message) {
        return new DataError(ErrorType.PROTOCOL, tag, Optional.empty(), "", message, List.of());
    }

    /** The same error with an error-app-tag. */
    public DataError tagged(String newAppTag) {
        return new DataError(type, tag, Optional.of(newAppTag), path, message, info);
    }

    /** The same error with one more element of error-info. */
    public DataError with(String namespace, String name, String value) {
        List<Info> longer = new ArrayList<>(info);
        longer.add(new Info(namespace, name, value));
        return new DataError(type, tag, appTag, path, message, longer);
    }
}
