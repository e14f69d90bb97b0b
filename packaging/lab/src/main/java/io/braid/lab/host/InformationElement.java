package io.braid.lab.host;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** The MP_CONVERT Information Element (plain-mode-10), written by hand so that it owes nothing to the code it proves. */
public final class InformationElement {
    private static final int MAGIC = 0xFAA8FAA8;
    private static final int HEAD_BYTES = 4;
    private static final int PORT_BYTES = 2;
    /** The last element of the message; the destination is meant. */
    private static final short FLAGS = 1;
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
        byte[] address = server.getAddress().getAddress();
        int length = HEAD_BYTES + address.length + (namesPort ? PORT_BYTES : 0);
        ByteBuffer element = ByteBuffer.allocate(WORD + (length + WORD - 1) / WORD * WORD);
        element.putInt(MAGIC).put((byte) 0).put((byte) length).putShort(FLAGS).put(address);
        if (namesPort) {
            element.putShort((short) server.getPort());
        }
        return element.array();
    }
}
