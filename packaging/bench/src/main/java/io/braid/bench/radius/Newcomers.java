package io.braid.bench.radius;

import io.braid.lab.host.ConvertRequest;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/**
 * Subscribers nobody has seen before: each has an address of its own, asks the conversion point for a server, reads the
 * answer and leaves. The server at which they are asked about rejects them all, so that an answer is Error 32 (RFC 8803
 * §4.2.8) and nothing but authorization is measured; any other end is a question that was lost.
 */
final class Newcomers {
    private static final int ANSWER_BYTES = 8;
    private static final int ERROR_AT = 6;
    private static final byte[] NOT_AUTHORIZED = ConvertRequest.hex("01 02 22 63 1E 01 20 00");
    private static final long TURN_MS = 50;
    private static final long SILENCE_NANOS = 20_000_000_000L;

    private final Host host;
    private final InetSocketAddress mcp;
    private final byte[] request;
    private int next;
    private long answered;
    private long lost;
    private final Map<String, Integer> instead = new TreeMap<>();
    private int open;

    /**
     * @param host owns 10.64.0.0/10
     * @param mcp the conversion point
     * @param server whom they ask for
     */
    Newcomers(Host host, InetSocketAddress mcp, InetSocketAddress server) {
        this.host = host;
        this.mcp = mcp;
        this.request = ConvertRequest.connect(server);
    }

    /** Lets some come, so many at a time. */
    Asked come(int count, int atATime) throws IOException {
        FutureTask<Asked> task = new FutureTask<>(() -> work(count, atATime));
        Thread thread = host.netns().thread("newcomers", task);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("the subscribers: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private Asked work(int count, int atATime) throws IOException {
        answered = 0;
        lost = 0;
        instead.clear();
        open = 0;
        int begun = 0;
        long begin = System.nanoTime();
        long last = begin;
        try (Selector selector = Selector.open()) {
            while (answered + lost < count) {
                while (open < atATime && begun < count) {
                    begin(selector);
                    begun++;
                }
                if (selector.select(TURN_MS) > 0) {
                    last = System.nanoTime();
                } else if (System.nanoTime() - last > SILENCE_NANOS) {
                    throw new IOException("nothing happened for 20 s; " + open + " wait");
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
            }
        }
        return new Asked(answered, lost, said(), (System.nanoTime() - begin) / 1e9);
    }

    private String said() {
        return instead.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue())
                .collect(Collectors.joining(", "));
    }

    private void begin(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        // A reset at the end: thousands that linger would say nothing about authorization.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.bind(new InetSocketAddress(address(next++), 0));
        channel.connect(mcp);
        channel.register(selector, SelectionKey.OP_CONNECT, ByteBuffer.allocate(ANSWER_BYTES));
        open++;
    }

    private static InetAddress address(int number) throws IOException {
        int host = number + 1;
        return InetAddress.getByAddress(
                new byte[] {10, (byte) (64 + (host >> 16 & 0x3f)), (byte) (host >> 8), (byte) host});
    }

    private void serve(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        ByteBuffer answer = (ByteBuffer) key.attachment();
        boolean broken = false;
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                channel.write(ByteBuffer.wrap(request));
                key.interestOps(SelectionKey.OP_READ);
                return;
            }
            int got = channel.read(answer);
            if (got > 0 && answer.hasRemaining()) {
                return;
            }
        } catch (IOException _) {
            // A reset is an answer too: not the one that was asked for.
            answer.clear();
            broken = true;
        }
        if (!answer.hasRemaining() && Arrays.equals(answer.array(), NOT_AUTHORIZED)) {
            answered++;
        } else {
            lost++;
            instead.merge(
                    broken ? "reset" : answer.hasRemaining() ? "end" : "Error " + answer.get(ERROR_AT), 1, Integer::sum);
        }
        open--;
        channel.close();
    }
}
