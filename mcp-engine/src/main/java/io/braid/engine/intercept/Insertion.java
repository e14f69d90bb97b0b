package io.braid.engine.intercept;

/**
 * What intercepted and implicit connections need beside rules (draft S5.2.2).
 *
 * @param tokens by which joins to them are told
 * @param preferProxy by which connections of upstream MCPs are told
 */
public record Insertion(OwnTokens tokens, PreferProxy preferProxy) {}
