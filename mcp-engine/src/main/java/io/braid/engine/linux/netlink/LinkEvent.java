package io.braid.engine.linux.netlink;

/** A change of an interface or of an address. */
public sealed interface LinkEvent {
    /** An interface appeared, changed or, if {@code removed}, went away. */
    record LinkChanged(Link link, boolean removed) implements LinkEvent {}

    /** An address was added, changed or, if {@code removed}, taken away. */
    record AddressChanged(LinkAddress address, boolean removed) implements LinkEvent {}
}
