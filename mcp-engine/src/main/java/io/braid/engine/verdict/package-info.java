/**
 * What the rooms of the engine decide about a conversion, in one form: the Error TLV, the state, the log, the counters and
 * a trace all read the same {@link io.braid.engine.verdict.Verdict}.
 */
package io.braid.engine.verdict;
