package io.braid.cli.grammar;

import io.braid.yang.tree.DataPath;
import java.util.Optional;

/**
 * What a line says of one place of the tree.
 *
 * @param place a leaf, one value of a leaf-list, an entry or a container
 * @param value of a leaf or leaf-list in canonical form; empty where the place says all
 */
public record Setting(DataPath place, Optional<String> value) {}
