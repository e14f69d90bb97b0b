package io.braid.engine.testing;

import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plain TCP of a host, by the JDK's own sockets: a peer that knows nothing of Braid. */
public final class PlainHost {
    /** A step of a test. */
    public interface Step<T> {
        T take(Socket socket) throws Exception;
    }

    private static final int SECONDS_MAX = 30;

    private PlainHost() {}

    /** A server that takes one connection and then ends: its port, and what came of it. */
    public record Once<T>(int port, CompletableFuture<T> outcome) {
        /** What the step answered; its exception, or a timeout, as an error. */
        public T await() throws Exception {
            return PlainHost.await(outcome);
        }
    }

    /** Takes one connection at an address and any port. */
    public static <T> Once<T> serve(TestHost host, String address, Step<T> step) throws IOException {
        ServerSocket listener = new ServerSocketIn(host.netNs()).open(address);
        CompletableFuture<T> outcome = new CompletableFuture<>();
        start("server", outcome, host.netNs(), () -> {
            try (listener;
                    Socket socket = listener.accept()) {
                socket.setSoTimeout(SECONDS_MAX * 1000);
                return step.take(socket);
            }
        });
        return new Once<>(listener.getLocalPort(), outcome);
    }

    /** Connects to an address and port. */
    public static <T> CompletableFuture<T> connect(TestHost host, String address, int port, Step<T> step) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        start("client", outcome, host.netNs(), () -> {
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(SECONDS_MAX * 1000);
                socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), SECONDS_MAX * 1000);
                return step.take(socket);
            }
        });
        return outcome;
    }

    /** The outcome within half a minute. */
    public static <T> T await(CompletableFuture<T> outcome) throws Exception {
        try {
            return outcome.get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new TimeoutException("no outcome within " + SECONDS_MAX + " s");
        }
    }

    private interface Body<T> {
        T run() throws Exception;
    }

    private static <T> void start(String name, CompletableFuture<T> outcome, NetNs netns, Body<T> body) {
        netns.thread(name, () -> {
                    try {
                        outcome.complete(body.run());
                    } catch (Exception e) {
                        outcome.completeExceptionally(e);
                    }
                })
                .start();
    }

    private record ServerSocketIn(NetNs netns) {
        ServerSocket open(String address) throws IOException {
            return netns.call(() -> {
                ServerSocket socket = new ServerSocket();
                socket.setReuseAddress(true);
                socket.setSoTimeout(SECONDS_MAX * 1000);
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
                return socket;
            });
        }
    }
}
