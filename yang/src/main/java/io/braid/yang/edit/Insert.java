package io.braid.yang.edit;

import io.braid.yang.tree.Key;
import java.util.Optional;

/**
 * Where an entry or value of a user's order goes (RFC 7950 §7.7.9, §7.8.6).
 *
 * @param where the place
 * @param anchor the key of the other entry, or the other value as a key of one part; for before and after only
 */
public record Insert(Where where, Optional<Key> anchor) {
    /** Places. */
    public enum Where {
        FIRST,
        LAST,
        BEFORE,
        AFTER
    }
}
