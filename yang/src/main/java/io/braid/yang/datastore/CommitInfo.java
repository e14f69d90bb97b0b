package io.braid.yang.datastore;

import io.braid.yang.port.Principal;
import java.time.Instant;

/**
 * A commit of the history.
 *
 * @param generation the number of the configuration it made
 * @param at when
 * @param principal who, and from where
 * @param comment why
 */
public record CommitInfo(long generation, Instant at, Principal principal, String comment) {}
