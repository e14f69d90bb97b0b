package io.braid.engine.linux.netlink;

import io.braid.engine.linux.Errno;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NetNs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Adds and removes elements of one nftables set without a tool: a transaction of nfnetlink
 * (include/uapi/linux/netfilter/nf_tables.h). For one thread.
 */
public final class SetElements implements AutoCloseable {
    /** Most elements of one transaction. */
    public static final int ELEMENTS_MAX = 20;

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int NO_DESCRIPTOR = -1;
    private static final int NETLINK_NETFILTER = 12;
    private static final int NFTABLES = 10;
    private static final int BATCH_BEGIN = 16;
    private static final int BATCH_END = 17;
    private static final int NEW_ELEMENTS = NFTABLES << 8 | 12;
    /** Other than the command that deletes, it does not mind an element that is not there. */
    private static final int DESTROY_ELEMENTS = NFTABLES << 8 | 30;

    private static final int FAMILY_INET = 1;
    private static final int TABLE = 1;
    private static final int SET = 2;
    private static final int ELEMENTS = 3;
    private static final int LIST_ELEMENT = 1;
    private static final int KEY = 1;
    private static final int TIMEOUT = 4;
    private static final int VALUE = 1;

    private final NetlinkSocket socket;
    private int sequence;

    private SetElements(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** For the sets of a namespace's tables of family inet. */
    public static SetElements in(NetNs netNs) throws IOException {
        return new SetElements(NetlinkSocket.open(netNs, NETLINK_NETFILTER));
    }

    /**
     * Adds elements; those that are there already stay as they are.
     *
     * @param keys each as it stands in packets; at most {@value #ELEMENTS_MAX} of at most 16 bytes
     * @param lifetime how long they stay, of a set with timeouts; zero for ever
     * @throws ErrnoException ENOENT when there is no such set
     */
    public void add(String table, String set, List<byte[]> keys, Duration lifetime) throws IOException {
        run("NFT_MSG_NEWSETELEM", NEW_ELEMENTS, MessageBuilder.CREATE, table, set, keys, lifetime);
    }

    /** Removes elements, as far as they are there. */
    public void remove(String table, String set, List<byte[]> keys) throws IOException {
        run("NFT_MSG_DESTROYSETELEM", DESTROY_ELEMENTS, 0, table, set, keys, Duration.ZERO);
    }

    private void run(
            String call, int type, int flags, String table, String set, List<byte[]> keys, Duration lifetime)
            throws IOException {
        int number = ++sequence;
        ByteArrayOutputStream transaction = new ByteArrayOutputStream();
        transaction.writeBytes(header(BATCH_BEGIN, 0, 0).be16(NFTABLES).build(number));
        transaction.writeBytes(header(type, MessageBuilder.ACK | flags, FAMILY_INET)
                .be16(0)
                .text(TABLE, table)
                .text(SET, set)
                .nested(ELEMENTS, elements -> keys.forEach(key -> elements.nested(
                        LIST_ELEMENT, element -> element(element, key, lifetime))))
                .build(number));
        transaction.writeBytes(header(BATCH_END, 0, 0).be16(NFTABLES).build(number));
        socket.send(call, transaction.toByteArray());
        await(call, set, number);
    }

    private static void element(MessageBuilder element, byte[] key, Duration lifetime) {
        element.nested(KEY, data -> data.bytes(VALUE, key));
        if (!lifetime.isZero()) {
            byte[] milliseconds = ByteBuffer.allocate(Long.BYTES).putLong(lifetime.toMillis()).array();
            element.bytes(TIMEOUT, milliseconds);
        }
    }

    /** A message up to the version of struct nfgenmsg. */
    private static MessageBuilder header(int type, int flags, int family) {
        return new MessageBuilder(type, flags).u8(family).u8(0);
    }

    private void await(String call, String set, int number) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            int length = socket.receive(Duration.ofNanos(deadline - System.nanoTime()), NO_DESCRIPTOR);
            ErrnoException.check(call, set, length);
            for (Message message : Message.parse(socket.datagram(length))) {
                if (message.sequence() == number && message.type() == Message.ERROR) {
                    int error = message.atLeast(Integer.BYTES).body().getInt(0);
                    if (error != 0) {
                        throw new ErrnoException(call, set, -error);
                    }
                    return;
                }
            }
        }
    }

    /** Whether a transaction failed because there is no such set. */
    public static boolean isMissing(IOException failure) {
        return failure instanceof ErrnoException errno && errno.errno() == Errno.ENOENT;
    }

    @Override
    public void close() {
        socket.close();
    }
}
