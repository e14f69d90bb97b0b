package io.braid.engine.source;

import io.braid.engine.config.EngineConfig;
import io.braid.engine.config.ServiceConfig;
import io.braid.engine.config.SourceConfig;
import io.braid.engine.config.SourceConfig.HostId;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.bpf.Bpf;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP option HOST_ID (RFC 7974) of server legs whose source is not the customer's: tells the kernel's program which
 * connection has which. The program is there only while a service wants it.
 */
public final class HostIds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostIds.class);

    /** Most connections at a time; those asked for least recently go first, which have been established for long. */
    private static final int CONNECTIONS_MAX = 65_536;

    private static final int KIND = 253;
    private static final int EXPERIMENT = 0x0348;
    private static final int HEADER_BYTES = 4;
    private static final int IDENTIFIER_BYTES = 4;
    private static final int PREFIX_BYTES = 8;
    private static final String HMAC = "HmacSHA256";

    private final byte[] key = new byte[32];
    /** -1 while there is no program. */
    private volatile int map = -1;

    private int program = -1;
    private int link = -1;
    private volatile String failure;

    public HostIds() {
        new SecureRandom().nextBytes(key);
    }

    /** Whether a service's server legs have the option. */
    public static boolean uses(ServiceConfig service) {
        return service.enabled() && kind(service) != HostId.NONE;
    }

    private static HostId kind(ServiceConfig service) {
        return service.source().map(SourceConfig::hostId).orElse(HostId.NONE);
    }

    /** What keeps a service's legs from having the option; empty if nothing does, or if it wants none. */
    public Optional<String> obstacle(ServiceConfig service) {
        return uses(service) ? Optional.ofNullable(failure) : Optional.empty();
    }

    /** Follows a new snapshot. */
    public synchronized void apply(EngineConfig config) {
        failure = null;
        if (config.services().values().stream().noneMatch(HostIds::uses)) {
            close();
        } else if (map < 0) {
            try {
                int fresh = Bpf.map(HostIdProgram.KEY_BYTES, HostIdProgram.VALUE_BYTES, CONNECTIONS_MAX);
                map = fresh;
                program = Bpf.load(Bpf.Kind.SOCKETS, HostIdProgram.with(fresh));
                link = Bpf.attachToOwnSockets(program);
            } catch (IOException e) {
                close();
                failure = "HOST_ID cannot be inserted: " + e.getMessage();
                LOG.warn("event=host-id-unavailable error=\"{}\"", e.getMessage());
            }
        }
    }

    /**
     * A leg is about to connect.
     *
     * @param own its port
     */
    public void begin(ServiceConfig service, InetSocketAddress customer, int own, InetSocketAddress server) {
        if (map < 0) {
            return;
        }
        try {
            Bpf.put(map, key(own, server), option(value(kind(service), customer)));
        } catch (ErrnoException e) {
            LOG.warn("event=host-id-lost error=\"{}\"", e.getMessage());
        }
    }

    /** A leg has ended; whoever has the same ends next is another one. */
    public void end(InetSocketAddress own, InetSocketAddress server) {
        if (map >= 0 && own != null) {
            Bpf.remove(map, key(own.getPort(), server));
        }
    }

    private static byte[] key(int own, InetSocketAddress server) {
        byte[] address = server.getAddress().getAddress();
        ByteBuffer bytes = ByteBuffer.allocate(HostIdProgram.KEY_BYTES);
        bytes.order(ByteOrder.nativeOrder()).putInt(own);
        bytes.order(ByteOrder.BIG_ENDIAN).putInt(server.getPort());
        // Our sockets are of both families: an IPv4 address is a mapped one to them.
        if (server.getAddress() instanceof Inet4Address) {
            bytes.putLong(0).putInt(0xffff);
        }
        return bytes.put(address).array();
    }

    private byte[] value(HostId kind, InetSocketAddress customer) {
        InetAddress address = customer.getAddress();
        byte[] prefix = address instanceof Inet4Address
                ? address.getAddress()
                : Arrays.copyOf(address.getAddress(), PREFIX_BYTES);
        return switch (kind) {
            case NONE -> new byte[0];
            case ADDRESS -> prefix;
            case PORT -> ByteBuffer.allocate(Short.BYTES).putShort((short) customer.getPort()).array();
            case IDENTIFIER -> Arrays.copyOf(hash(prefix), IDENTIFIER_BYTES);
        };
    }

    private byte[] hash(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has " + HMAC, e);
        }
    }

    private static byte[] option(byte[] value) {
        return ByteBuffer.allocate(HostIdProgram.VALUE_BYTES)
                .put((byte) KIND)
                .put((byte) (HEADER_BYTES + value.length))
                .putShort((short) EXPERIMENT)
                .put(value)
                .array();
    }

    @Override
    public synchronized void close() {
        for (int descriptor : new int[] {link, program, map}) {
            if (descriptor >= 0) {
                Bpf.close(descriptor);
            }
        }
        link = -1;
        program = -1;
        map = -1;
    }
}
