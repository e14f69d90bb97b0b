package io.braid.bench.proxy;

import io.braid.bench.bed.Middle;
import io.braid.bench.load.Target;
import io.braid.engine.linux.StreamSocket.Protocol;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's HAProxy as a relay of TCP streams, with Braid's buffer size and number of threads.
 *
 * <p>HAProxy knows no MPTCP before version 3.3, so that mptcpize opens all its sockets as MPTCP ones: its leg to a TCP
 * server asks for MPTCP and falls back, as Braid's leg does.
 */
public final class HaProxy implements Proxy {
    /** The packages it needs, by their programs. */
    public static final List<Requirement> REQUIREMENTS =
            List.of(new Requirement("haproxy", "haproxy"), new Requirement("mptcpize", "mptcpize"));

    /** As many as Braid's default: what 20,000 open files are enough for. */
    private static final int CONNECTIONS_MAX = 9_000;

    private static final long START_SECONDS = 10;
    private static final long STOP_SECONDS = 5;
    private static final long LOOK_MS = 20;

    private final Middle middle;
    private final Process process;

    private HaProxy(Middle middle, Process process) {
        this.middle = middle;
        this.process = process;
    }

    /** Starts it; returns when it listens. */
    public static HaProxy start(Middle middle, Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("haproxy.cfg"), config(middle));
        Path log = folder.resolve("haproxy.log");
        Process process = new ProcessBuilder(middle.host()
                        .inside(List.of("mptcpize", "run", "haproxy", "-db", "-f", config.toString())))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        HaProxy haProxy = new HaProxy(middle, process);
        try {
            haProxy.awaitListening(log);
            return haProxy;
        } catch (IOException e) {
            haProxy.close();
            throw e;
        }
    }

    private static String config(Middle middle) {
        StringBuilder text = new StringBuilder("""
                global
                    nbthread %d
                    tune.bufsize %d
                    maxconn %d
                defaults
                    mode tcp
                    timeout connect 10s
                    timeout client 1h
                    timeout server 1h
                """.formatted(threads(), Braid.LOOP_BUFFER_BYTES, CONNECTIONS_MAX));
        for (Protocol protocol : Protocol.values()) {
            for (int port : Ports.all(protocol)) {
                var server = middle.server(port);
                text.append("""
                        listen port%d
                            bind %s:%d
                            server server %s:%d
                        """.formatted(port, middle.frontAddress(), port, server.getHostString(), port));
            }
        }
        return text.toString();
    }

    /** One thread a processor, as Braid has event loops. */
    public static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    private void awaitListening(Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!listens()) {
            try {
                if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new IOException("haproxy does not listen:\n" + Files.readString(log));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private boolean listens() throws IOException {
        return middle.host().netns().call(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(middle.relay(Ports.bulk(Protocol.TCP)));
                return true;
            } catch (IOException _) {
                return false;
            }
        });
    }

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public Target target(Mode mode, int port) {
        return new Target(mode.client(), middle.relay(port), Target.NO_REQUEST);
    }

    @Override
    public CpuTime cpu() throws IOException {
        return CpuTime.of(process.pid());
    }

    /** Its process id, for whoever looks closer. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
