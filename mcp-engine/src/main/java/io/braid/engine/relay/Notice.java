package io.braid.engine.relay;

import io.braid.engine.verdict.Reason;

/**
 * Connections that were refused for a reason that the operator can mend.
 *
 * @param service the service that refused
 * @param reason why
 * @param detail more about the last of them; may be empty
 * @param times how many they were since the last notice of this reason
 */
public record Notice(String service, Reason reason, String detail, long times) {}
