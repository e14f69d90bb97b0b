package io.braid.engine.convert;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A message of the 0-RTT TCP Convert Protocol, the first bytes of a stream (RFC 8803 §4.1).
 *
 * @param tlvs in the order of the wire, each type at most once; none at all is a Converter's plain "connected"
 */
public record ConvertMessage(List<ConvertTlv> tlvs) {
    /** The one version there is. */
    public static final int VERSION = 1;

    /** Second half of the fixed header. */
    public static final int MAGIC = 0x2263;

    /** The fixed header, in bytes. */
    public static final int HEADER_LENGTH = 4;

    /** Total Length counts at most 255 words; in bytes. */
    public static final int LENGTH_MAX = 1020;

    public ConvertMessage {
        tlvs = List.copyOf(tlvs);
        if (tlvs.stream().map(ConvertTlv::type).distinct().count() != tlvs.size()) {
            throw new IllegalArgumentException("a TLV type occurs once in a message (RFC 8803 4.2.1)");
        }
    }

    public static ConvertMessage of(ConvertTlv... tlvs) {
        return new ConvertMessage(List.of(tlvs));
    }

    /** A message that says nothing but this error. */
    public static ConvertMessage of(ConvertError error) {
        return of(new ConvertTlv.Error(error));
    }

    /** The TLV of a type, if the message has it. */
    public <T extends ConvertTlv> Optional<T> find(Class<T> type) {
        return tlvs.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /**
     * The bytes of this message.
     *
     * @throws IllegalArgumentException when they are more than {@link #LENGTH_MAX}
     */
    public byte[] encode() {
        return MessageCodec.encode(this);
    }

    /**
     * Reads the message that begins at the buffer's position; what follows it is left alone, and so is the position.
     *
     * @throws ConvertException when the bytes up to the limit are no complete valid message
     */
    public static ConvertMessage decode(ByteBuffer in, ConvertRole reader) throws ConvertException {
        return MessageCodec.decode(in.slice(), reader);
    }
}
