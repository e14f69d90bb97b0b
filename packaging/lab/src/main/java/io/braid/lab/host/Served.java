package io.braid.lab.host;

import java.net.InetSocketAddress;

/**
 * A connection as the server saw it.
 *
 * @param request what the client asked for
 * @param peer who the server thinks the client is
 * @param sent its direction down
 * @param received its direction up, without the header
 */
public record Served(Request request, InetSocketAddress peer, Half sent, Half received) {}
