package io.braid.cli.command;

import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Node;
import java.util.Optional;

/**
 * A part of a configuration that is to be shown, without its secrets.
 *
 * @param place where it stands; a list without a key means all its entries
 * @param node what stands there; empty if nothing does
 */
record Shown(DataPath place, Optional<Node> node) {
    static Shown of(Branch root, DataPath place) {
        Redaction redaction = new Redaction();
        return new Shown(place, place.in(root).map(redaction::node));
    }

    static Shown withSecrets(Branch root, DataPath place) {
        return new Shown(place, place.in(root));
    }
}
