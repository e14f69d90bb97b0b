package io.braid.radius.client;

import io.braid.radius.config.ClientLimits;
import io.braid.radius.config.ClientTimers;
import io.braid.radius.config.ServerConfig;
import org.tinyradius.core.dictionary.Dictionary;

/** What a port of a server is made of: as long as it is the same, so are its sockets and what is known of it. */
record PortKey(
        ServerConfig server,
        Purpose purpose,
        String nasIdentifier,
        ClientTimers timers,
        ClientLimits limits,
        Dictionary dictionary) {}
