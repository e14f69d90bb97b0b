package io.braid.radius.client;

import io.braid.radius.packet.Packet;

/** What became of a request. */
public sealed interface Answer {
    /**
     * A server answered.
     *
     * @param server its name
     */
    record Received(String server, Packet packet) implements Answer {}

    /**
     * None did.
     *
     * @param why in words, without identities
     */
    record None(String why) implements Answer {}
}
