package io.braid.yang.schema;

/**
 * How many entries a list or leaf-list may have.
 *
 * @param min min-elements, 0 or more
 * @param max max-elements; {@link Integer#MAX_VALUE} means unbounded
 */
public record Count(int min, int max) {}
