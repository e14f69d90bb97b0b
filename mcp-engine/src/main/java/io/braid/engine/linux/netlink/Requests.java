package io.braid.engine.linux.netlink;

import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Requests and their answers on a socket of their own, one at a time; each ends within the time limit, with
 * {@link ErrnoException} unless the kernel acknowledged it.
 */
final class Requests implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int DUMP_ATTEMPTS = 5;
    private static final int NO_DESCRIPTOR = -1;
    private static final int ACK_TLVS = 0x200;
    private static final int ERROR_TEXT = 1;
    /** s32 error and the header of the request it is about; NETLINK_CAP_ACK keeps the rest away. */
    private static final int ERROR_BYTES = 4 + MessageBuilder.HEADER_BYTES;

    private final NetlinkSocket socket;
    private int sequence;

    Requests(NetNs netNs, int protocol) throws IOException {
        this.socket = NetlinkSocket.open(netNs, protocol);
    }

    /**
     * Makes a change.
     *
     * @param call name of the call, for errors
     * @param subject what it is about, for errors
     */
    synchronized void change(String call, Object subject, MessageBuilder request) throws IOException {
        exchange(call, subject, request, message -> {});
    }

    /** Asks a question: its answers without the acknowledgement. */
    synchronized List<Message> ask(String call, Object subject, MessageBuilder request) throws IOException {
        List<Message> answers = new ArrayList<>(1);
        exchange(call, subject, request, answers::add);
        return answers;
    }

    /** Asks for a list, again if it changed while the kernel told it. */
    synchronized List<Message> dump(String call, MessageBuilder request) throws IOException {
        for (int attempt = 1; attempt <= DUMP_ATTEMPTS; attempt++) {
            List<Message> answers = new ArrayList<>();
            exchange(call, "dump", request, answers::add);
            if (answers.stream().noneMatch(m -> (m.flags() & Message.DUMP_INTERRUPTED) != 0)) {
                return answers;
            }
        }
        throw new IOException(call + ": the list changed during each of " + DUMP_ATTEMPTS + " attempts to read it");
    }

    /** Sends, and hands on every answer until the end comes. */
    private void exchange(String call, Object subject, MessageBuilder request, Consumer<Message> answers)
            throws IOException {
        int number = ++sequence;
        socket.send(call, request.build(number));
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            int length = socket.receive(Duration.ofNanos(deadline - System.nanoTime()), NO_DESCRIPTOR);
            ErrnoException.check(call, subject, length);
            for (Message message : Message.parse(socket.datagram(length))) {
                if (message.sequence() != number) {
                    // A late answer to a request that was given up.
                    continue;
                }
                if (message.type() == Message.ERROR || message.type() == Message.DONE) {
                    check(call, subject, message);
                    return;
                }
                answers.accept(message);
            }
        }
    }

    private static void check(String call, Object subject, Message message) throws IOException {
        int error = message.atLeast(4).body().getInt(0);
        if (error == 0) {
            return;
        }
        int header = message.type() == Message.ERROR ? ERROR_BYTES : 4;
        String detail = (message.flags() & ACK_TLVS) != 0 && message.body().limit() > header
                ? message.attributes(header).text(ERROR_TEXT, "")
                : "";
        throw new ErrnoException(call, subject, -error, detail);
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
