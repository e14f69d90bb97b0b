package io.braid.engine.intercept;

import io.braid.engine.source.HostIds;

/**
 * What is told and seen in TCP options, by the packet filter and by BPF.
 *
 * @param filter what the packet filter is told of single connections (draft S5.2.2)
 * @param preferProxy by which connections of upstream MCPs are told (draft S5.2.2.1)
 * @param hostIds by which servers tell customers apart (draft S4.3)
 */
public record Signals(FilterSets filter, PreferProxy preferProxy, HostIds hostIds) {}
