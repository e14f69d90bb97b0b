package io.braid.lab.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a conversion point answered (RFC 8803 §4.1): the TLVs after the header.
 *
 * @param tlvs in the order they came
 */
public record ConvertReply(List<Tlv> tlvs) {
    private static final int HEADER_BYTES = 4;
    private static final int WORD = 4;
    private static final int TYPE_ERROR = 0x1E;

    /**
     * One TLV.
     *
     * @param type its type
     * @param value all after type and length, padding included
     */
    public record Tlv(int type, byte[] value) {}

    public ConvertReply {
        tlvs = List.copyOf(tlvs);
    }

    /** Reads a reply and not one byte more. */
    public static ConvertReply read(Connection connection) throws IOException {
        byte[] header = connection.readExactly(HEADER_BYTES);
        if (header[0] != 1 || header[2] != 0x22 || header[3] != 0x63) {
            throw new IOException("no Convert header: %02x %02x %02x %02x"
                    .formatted(header[0], header[1], header[2], header[3]));
        }
        byte[] body = connection.readExactly((header[1] & 0xff) * WORD - HEADER_BYTES);
        List<Tlv> tlvs = new ArrayList<>();
        int at = 0;
        while (at < body.length) {
            int length = (body[at + 1] & 0xff) * WORD;
            if (length == 0 || at + length > body.length) {
                throw new IOException("a TLV of " + length + " bytes at " + at + " of " + body.length);
            }
            byte[] value = new byte[length - 2];
            System.arraycopy(body, at + 2, value, 0, value.length);
            tlvs.add(new Tlv(body[at] & 0xff, value));
            at += length;
        }
        return new ConvertReply(tlvs);
    }

    /**
     * Demands that it is no refusal.
     *
     * @param server for the message
     */
    void demandAccepted(InetSocketAddress server) throws IOException {
        OptionalInt error = error();
        if (error.isPresent()) {
            throw new IOException("the conversion point refused " + server + ": Convert error " + error.getAsInt());
        }
    }

    /** The code of the Error TLV (RFC 8803 §4.2.8), when there is one. */
    public OptionalInt error() {
        return tlvs.stream().filter(t -> t.type() == TYPE_ERROR).mapToInt(t -> t.value()[0] & 0xff).findFirst();
    }
}
