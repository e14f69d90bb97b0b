package io.braid.bench.netconf;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A NETCONF session over OpenSSH in which requests may follow each other without waiting (RFC 6241 §4.5). Of a reply it
 * keeps the beginning only, so that a large one costs the machine no more than its transport does.
 */
final class Client implements AutoCloseable {
    private static final int ANSWER_SECONDS = 120;
    private static final int KEPT_BYTES = 8 << 10;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private static final String HELLO_END = "]]>]]>";
    private static final byte[] RPC = ("<rpc xmlns=\"" + BASE + "\" message-id=\"1\">").getBytes(StandardCharsets.UTF_8);
    private static final byte[] RPC_END = "</rpc>".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MESSAGE_END = "\n##\n".getBytes(StandardCharsets.UTF_8);

    private final Process process;
    private final OutputStream orders;
    private final InputStream answers;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /**
     * A reply.
     *
     * @param beginning its first characters
     * @param bytes its length
     */
    record Reply(String beginning, long bytes) {}

    /** Logs in with this command line, and waits for the server's hello. */
    Client(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        orders = new BufferedOutputStream(process.getOutputStream(), BUFFER_BYTES);
        answers = new BufferedInputStream(process.getInputStream(), BUFFER_BYTES);
        try {
            hello();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void hello() throws IOException {
        orders.write(("<hello xmlns=\"" + BASE + "\"><capabilities><capability>urn:ietf:params:netconf:base:1.1</capability>"
                        + "</capabilities></hello>" + HELLO_END)
                .getBytes(StandardCharsets.UTF_8));
        orders.flush();
        StringBuilder hello = new StringBuilder();
        while (hello.indexOf(HELLO_END, Math.max(0, hello.length() - HELLO_END.length())) < 0) {
            int octet = answers.read();
            if (octet < 0) {
                throw new IOException("no hello: " + hello);
            }
            hello.append((char) octet);
        }
    }

    /** Sends a request; its reply is still to be read. */
    void send(byte[] operation) throws IOException {
        int length = RPC.length + operation.length + RPC_END.length;
        orders.write(("\n#" + length + "\n").getBytes(StandardCharsets.US_ASCII));
        orders.write(RPC);
        orders.write(operation);
        orders.write(RPC_END);
        orders.write(MESSAGE_END);
    }

    /** Lets go what was sent. */
    void flush() throws IOException {
        orders.flush();
    }

    /**
     * Reads the next reply.
     *
     * @throws IOException if it tells an error
     */
    Reply read() throws IOException {
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(ANSWER_SECONDS, TimeUnit.SECONDS));
        try {
            ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
            long all = 0;
            for (long size = chunk(); size > 0; size = chunk()) {
                all += size;
                take(size, kept);
            }
            String beginning = kept.toString(StandardCharsets.UTF_8);
            if (beginning.contains("<rpc-error>")) {
                throw new IOException("refused: " + beginning);
            }
            return new Reply(beginning, all);
        } finally {
            limit.cancel(false);
        }
    }

    /** Sends a request and reads its reply. */
    Reply call(byte[] operation) throws IOException {
        send(operation);
        flush();
        return read();
    }

    /** The size of the next chunk; 0 at the end of the message (RFC 6242 §4.2). */
    private long chunk() throws IOException {
        if (octet() != '\n' || octet() != '#') {
            throw new IOException("no chunk");
        }
        int octet = octet();
        long size = 0;
        while (octet != '\n') {
            if (octet != '#') {
                size = size * 10 + octet - '0';
            }
            octet = octet();
        }
        return size;
    }

    private int octet() throws IOException {
        int octet = answers.read();
        if (octet < 0) {
            throw new EOFException("the appliance ended the session");
        }
        return octet;
    }

    private void take(long size, ByteArrayOutputStream kept) throws IOException {
        long left = size;
        while (left > 0) {
            int got = answers.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (got < 0) {
                throw new EOFException("the appliance ended the session");
            }
            kept.write(buffer, 0, Math.min(got, KEPT_BYTES - Math.min(KEPT_BYTES, kept.size())));
            left -= got;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
