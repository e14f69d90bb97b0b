package io.braid.engine.icmp;

import io.braid.engine.linux.IcmpSocket;
import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last ICMP codes by destination. The sockets are read when somebody asks: the kernel hands a message to raw sockets
 * before it fails the connect that the message is about. A burst that overflows their buffers costs codes, nothing else.
 */
public final class Unreachables implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Unreachables.class);
    /** Destinations remembered; the eldest goes. */
    static final int DESTINATIONS_MAX = 1024;

    /** One raw socket and how its messages are read. */
    private record Source(IcmpSocket socket, BiFunction<byte[], Integer, Optional<Unreachable>> parser) {}

    private final Source four;
    private final Source six;
    private final byte[] message = new byte[IcmpSocket.BYTES_MAX];
    private final Map<InetSocketAddress, Integer> codes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Integer> eldest) {
            return size() > DESTINATIONS_MAX;
        }
    };

    /** Listens in a namespace; where the right to do so is missing, no code is ever known, and a line of the log says so. */
    public Unreachables(NetNs netns) {
        this.four = open("ICMP", () -> new Source(IcmpSocket.four(netns), Unreachable::four));
        this.six = open("ICMPv6", () -> new Source(IcmpSocket.six(netns), Unreachable::six));
    }

    private interface Opener {
        Source open() throws IOException;
    }

    private static Source open(String protocol, Opener opener) {
        try {
            return opener.open();
        } catch (IOException e) {
            LOG.warn("event=icmp-codes-unknown protocol={} error=\"{}\"", protocol, e.getMessage());
            return null;
        }
    }

    /** The code that came for a destination last; from any thread, never waits for the network. */
    public synchronized OptionalInt code(InetSocketAddress destination) {
        drain(four);
        drain(six);
        Integer code = codes.get(destination);
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    private void drain(Source source) {
        if (source == null) {
            return;
        }
        int length = source.socket().receive(message);
        while (length > 0) {
            source.parser().apply(message, length).ifPresent(each -> {
                codes.remove(each.destination());
                codes.put(each.destination(), each.code());
            });
            length = source.socket().receive(message);
        }
    }

    @Override
    public synchronized void close() {
        if (four != null) {
            four.socket().close();
        }
        if (six != null) {
            six.socket().close();
        }
    }
}
