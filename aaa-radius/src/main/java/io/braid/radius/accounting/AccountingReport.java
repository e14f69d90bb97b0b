package io.braid.radius.accounting;

/**
 * How reporting goes.
 *
 * @param sessions subscribers that are reported of
 * @param waiting reports that no server has got yet
 * @param acknowledged reports that a server has got
 * @param failures times that a report was sent and not answered
 * @param lost reports that there was no room for
 */
public record AccountingReport(int sessions, int waiting, long acknowledged, long failures, long lost) {}
