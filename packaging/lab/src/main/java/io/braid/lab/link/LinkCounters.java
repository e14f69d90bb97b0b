package io.braid.lab.link;

/**
 * What became of the frames of one direction.
 *
 * @param forwarded frames delivered
 * @param lost frames lost on purpose
 * @param overflowed frames dropped because the delay line was full
 * @param refused frames the receiving interface would not take, for example because it is down
 */
public record LinkCounters(long forwarded, long lost, long overflowed, long refused) {}
