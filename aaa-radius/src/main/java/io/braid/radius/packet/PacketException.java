package io.braid.radius.packet;

/** Bytes that are no packet one may believe. Its message never shows what the packet holds. */
public final class PacketException extends Exception {
    private static final long serialVersionUID = 1;

    /** What is wrong with it; each has a counter. */
    public enum Fault {
        /** Not a RADIUS packet: lengths that do not fit. */
        MALFORMED,
        /** A kind of packet that is not expected. */
        CODE,
        /** An answer to another request. */
        IDENTIFIER,
        /** Made with another secret, or changed on the way. */
        AUTHENTICATOR,
        /** No Message-Authenticator where one must be (CVE-2024-3596). */
        MESSAGE_AUTHENTICATOR_MISSING,
        /** A Message-Authenticator made with another secret, or of another packet. */
        MESSAGE_AUTHENTICATOR_WRONG
    }

    private final Fault fault;

    PacketException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
