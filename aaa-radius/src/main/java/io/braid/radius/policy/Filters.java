package io.braid.radius.policy;

import io.braid.engine.acl.ConnectionFilter;
import java.util.Optional;

/** The lists of rules that this host has by name (RFC 2865 §5.11). */
@FunctionalInterface
public interface Filters {
    Optional<ConnectionFilter> named(String name);
}
