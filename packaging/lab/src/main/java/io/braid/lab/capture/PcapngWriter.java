package io.braid.lab.capture;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes frames of one Ethernet interface as a pcapng file (draft-ietf-opsawg-pcapng). */
final class PcapngWriter implements AutoCloseable {
    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final short LINKTYPE_ETHERNET = 1;
    private static final short OPTION_IF_NAME = 2;
    private static final short OPTION_IF_TSRESOL = 9;
    private static final byte NANOSECONDS = 9;
    private static final int FILE_BUFFER_BYTES = 256 << 10;

    private final OutputStream out;
    private final ByteBuffer block;

    /**
     * Begins a file.
     *
     * @param interfaceName shown by readers of the file
     * @param snapLength most bytes kept of a frame
     */
    PcapngWriter(Path file, String interfaceName, int snapLength) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file), FILE_BUFFER_BYTES);
        this.block = ByteBuffer.allocate(snapLength + 256).order(ByteOrder.LITTLE_ENDIAN);
        begin(SECTION_HEADER).putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
        end();
        begin(INTERFACE_DESCRIPTION).putShort(LINKTYPE_ETHERNET).putShort((short) 0).putInt(snapLength);
        option(OPTION_IF_NAME, interfaceName.getBytes(StandardCharsets.UTF_8));
        option(OPTION_IF_TSRESOL, new byte[] {NANOSECONDS});
        block.putInt(0);
        end();
    }

    /**
     * Adds a frame.
     *
     * @param nanos time since 1970 in nanoseconds
     * @param frame its first bytes
     * @param captured how many of them
     * @param length bytes of the whole frame
     */
    void frame(long nanos, byte[] frame, int captured, int length) throws IOException {
        begin(ENHANCED_PACKET).putInt(0).putInt((int) (nanos >>> 32)).putInt((int) nanos);
        block.putInt(captured).putInt(length).put(frame, 0, captured);
        pad();
        end();
    }

    private ByteBuffer begin(int type) {
        return block.clear().putInt(type).putInt(0);
    }

    private void option(short code, byte[] value) {
        block.putShort(code).putShort((short) value.length).put(value);
        pad();
    }

    private void pad() {
        while (block.position() % 4 != 0) {
            block.put((byte) 0);
        }
    }

    private void end() throws IOException {
        int length = block.position() + 4;
        block.putInt(length).putInt(4, length);
        out.write(block.array(), 0, length);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
