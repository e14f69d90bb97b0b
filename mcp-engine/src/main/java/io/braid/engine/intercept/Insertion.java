package io.braid.engine.intercept;

/**
 * What intercepted and implicit connections need beside rules (draft S5.2.2).
 *
 * @param tokens by which joins to them are told
 */
public record Insertion(OwnTokens tokens) {}
