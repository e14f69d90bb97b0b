package io.braid.engine.authorize;

/** Why a subscriber is attached no more. */
public enum Ending {
    /** It had no conversion for as long as its idle timeout. */
    IDLE,
    /** Its session time was over, and it is not asked for again. */
    SESSION_TIMEOUT,
    /** An authorizer that was asked again said no. */
    DENIED,
    /** A Disconnect-Request (RFC 5176). */
    DISCONNECTED,
    /** The operator cleared it. */
    CLEARED,
    /** The service is not there any more, or is authorized in another way now. */
    RECONFIGURED,
    /** Braid ends. */
    STOPPED
}
