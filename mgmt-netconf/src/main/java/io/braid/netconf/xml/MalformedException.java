package io.braid.netconf.xml;

/** A message is no well-formed XML in UTF-8, or has what NETCONF does not allow in it (RFC 6241 §3). */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean tooDeep;

    MalformedException(String message) {
        this(message, false);
    }

    MalformedException(String message, boolean tooDeep) {
        super(message);
        this.tooDeep = tooDeep;
    }

    /** Whether it is well-formed so far, but nested deeper than this server reads. */
    public boolean tooDeep() {
        return tooDeep;
    }
}
