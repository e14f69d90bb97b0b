package io.braid.yang.port;

/**
 * A management session: owner of locks and of confirmed commits.
 *
 * @param id the session-id of RFC 6241, 1 to 2^32-1, different for all sessions of the appliance, whatever their protocol
 * @param principal who acts in it
 */
public record Session(long id, Principal principal) {
    /** The appliance itself. Locks do not hold it back. */
    public static final Session SYSTEM = new Session(0, Principal.SYSTEM);
}
