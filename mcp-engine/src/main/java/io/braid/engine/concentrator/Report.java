package io.braid.engine.concentrator;

import io.braid.engine.verdict.Verdict;
import java.util.Optional;

/**
 * What is known of a configured concentrator over one access network, for people.
 *
 * @param concentrator its name
 * @param access name of the interface; {@code -} when routing decides
 * @param health what is known
 * @param cause why it is not used; empty when it is
 * @param againInSeconds when it is probed or used again; 0 when it is used
 */
public record Report(
        String concentrator, String access, Health health, Optional<Verdict.Refuse> cause, long againInSeconds) {}
