package io.braid.engine.trace;

import io.braid.engine.verdict.Verdict;

/**
 * One decision about a connection that is followed.
 *
 * @param connection identifier of its conversion
 * @param elapsedUs time since it was accepted, in microseconds
 * @param verdict what was decided, by which room, and why
 * @param facts what was known then
 */
public record TraceStep(long connection, long elapsedUs, Verdict verdict, Facts facts) {}
