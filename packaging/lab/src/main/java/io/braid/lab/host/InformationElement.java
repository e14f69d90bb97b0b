package io.braid.lab.host;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** The MP_CONVERT Information Element (plain-mode-10), written by hand so that it owes nothing to the code it proves. */
public final class InformationElement {
    private static final int MAGIC = 0xFAA8FAA8;
    private static final int HEAD_BYTES = 4;
    private static final int PORT_BYTES = 2;
    /** The last element of the message. */
    private static final short LAST = 1;
    /** The address is the source's. */
    private static final short SOURCE = 2;
    private static final int WORD = 4;

    private InformationElement() {}

    /**
     * {@code FA A8 FA A8 00 length 00 01 address [port]}, filled up to whole words; the length counts neither magic number
     * nor filling.
     *
     * @param server the destination
     * @param namesPort whether its port is told; otherwise the connection's own is meant
     */
    public static byte[] of(InetSocketAddress server, boolean namesPort) {
        return element(server, namesPort, LAST);
    }

    /** Two elements: the destination (D=0), and behind it the source (D=1). */
    public static byte[] of(InetSocketAddress server, InetSocketAddress source) {
        byte[] first = element(server, true, (short) 0);
        byte[] second = element(source, true, (short) (SOURCE | LAST));
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static byte[] element(InetSocketAddress server, boolean namesPort, short flags) {
        byte[] address = server.getAddress().getAddress();
        int length = HEAD_BYTES + address.length + (namesPort ? PORT_BYTES : 0);
        ByteBuffer element = ByteBuffer.allocate(WORD + (length + WORD - 1) / WORD * WORD);
        element.putInt(MAGIC).put((byte) 0).put((byte) length).putShort(flags).put(address);
        if (namesPort) {
            element.putShort((short) server.getPort());
        }
        return element.array();
    }
}
