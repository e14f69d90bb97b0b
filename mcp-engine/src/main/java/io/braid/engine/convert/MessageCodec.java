package io.braid.engine.convert;

import static io.braid.engine.convert.ConvertErrorCode.MALFORMED_MESSAGE;
import static io.braid.engine.convert.ConvertErrorCode.UNSUPPORTED_MESSAGE;
import static io.braid.engine.convert.ConvertErrorCode.UNSUPPORTED_VERSION;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;

/** Header and framing of Convert messages (RFC 8803 §4.1, §4.2.1). */
final class MessageCodec {
    private MessageCodec() {}

    static byte[] encode(ConvertMessage message) {
        var body = new ByteWriter();
        for (ConvertTlv tlv : message.tlvs()) {
            TlvCodec.write(tlv, body);
        }
        int length = ConvertMessage.HEADER_LENGTH + body.size();
        if (length > ConvertMessage.LENGTH_MAX) {
            throw new IllegalArgumentException("a message of " + length + " bytes");
        }
        return new ByteWriter()
                .u8(ConvertMessage.VERSION)
                .u8(length / 4)
                .u16(ConvertMessage.MAGIC)
                .bytes(body.toBytes())
                .toBytes();
    }

    /**
     * Checks the fixed header at index 0.
     *
     * @param in holds at least the header
     * @return Total Length in bytes
     */
    static int readHeader(ByteBuffer in, ConvertRole reader) throws ConvertException {
        if (Short.toUnsignedInt(in.getShort(2)) != ConvertMessage.MAGIC) {
            throw ConvertException.reset(2, "no Convert message: wrong magic number");
        }
        int version = in.get(0) & 0xFF;
        if (version != ConvertMessage.VERSION) {
            throw ConvertException.of(reader, UNSUPPORTED_VERSION, 0, "version " + version);
        }
        int length = 4 * (in.get(1) & 0xFF);
        if (length == 0) {
            throw ConvertException.reset(1, "Total Length 0");
        }
        return length;
    }

    /** Reads the message at index 0 of a buffer whose indexes are offsets in the stream. */
    static ConvertMessage decode(ByteBuffer in, ConvertRole reader) throws ConvertException {
        if (in.limit() < ConvertMessage.HEADER_LENGTH) {
            throw ConvertException.of(reader, MALFORMED_MESSAGE, in.limit(), "header cut short");
        }
        int end = readHeader(in, reader);
        if (end > in.limit()) {
            throw ConvertException.of(reader, MALFORMED_MESSAGE, in.limit(), "message cut short of " + end + " bytes");
        }
        var tlvs = new ArrayList<ConvertTlv>();
        var seen = new BitSet(256);
        int at = ConvertMessage.HEADER_LENGTH;
        while (at < end) {
            int type = in.get(at) & 0xFF;
            // Total Length and positions are whole words, so there is a Length byte wherever there is a Type.
            int length = 4 * (in.get(at + 1) & 0xFF);
            if (length == 0 || at + length > end) {
                throw ConvertException.of(
                        reader, MALFORMED_MESSAGE, at + 1, "TLV " + type + " of " + length + " bytes breaks the framing");
            }
            if (type == 0) {
                throw ConvertException.of(reader, UNSUPPORTED_MESSAGE, at, "reserved TLV type 0");
            }
            if (seen.get(type)) {
                throw ConvertException.of(reader, MALFORMED_MESSAGE, at, "second TLV of type " + type);
            }
            seen.set(type);
            TlvCodec.read(in, at, at + length, reader).ifPresent(tlvs::add);
            at += length;
        }
        return new ConvertMessage(tlvs);
    }
}
