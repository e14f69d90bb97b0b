package io.braid.engine.intercept;

import io.braid.engine.source.HostIds;

/**
 * What is told and seen in TCP options, by the packet filter and by BPF.
 *
 * @param tokens by which joins to intercepted connections are told (draft S5.2.2)
 * @param preferProxy by which connections of upstream MCPs are told (draft S5.2.2.1)
 * @param hostIds by which servers tell customers apart (draft S4.3)
 */
public record Signals(OwnTokens tokens, PreferProxy preferProxy, HostIds hostIds) {}
