package io.braid.engine.convert;

import java.util.Arrays;
import java.util.Optional;

/** Error codes of the Error TLV (RFC 8803 §4.2.8, table 2). */
public enum ConvertErrorCode {
    UNSUPPORTED_VERSION(0),
    MALFORMED_MESSAGE(1),
    UNSUPPORTED_MESSAGE(2),
    MISSING_COOKIE(3),
    NOT_AUTHORIZED(32),
    UNSUPPORTED_TCP_OPTION(33),
    RESOURCE_EXCEEDED(64),
    NETWORK_FAILURE(65),
    CONNECTION_RESET(96),
    DESTINATION_UNREACHABLE(97);

    private final int code;

    ConvertErrorCode(int code) {
        this.code = code;
    }

    /** The byte on the wire, 0 to 255. */
    public int code() {
        return code;
    }

    /** The meaning of a byte on the wire; empty when it is none of the ten. */
    public static Optional<ConvertErrorCode> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }
}
