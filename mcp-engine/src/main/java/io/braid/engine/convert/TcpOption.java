package io.braid.engine.convert;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A TCP option inside a Connect or Extended TCP Header TLV (RFC 8803 §4.2.5, §4.2.6).
 *
 * @param kind 2 to 255; End of Option List (0) and No-Operation (1) carry nothing and are never listed
 * @param value without kind and length, 0 to 253 bytes; empty in a Connect TLV lets the Converter choose the value
 */
public record TcpOption(int kind, Octets value) {
    public static final int SACK_PERMITTED = 4;
    public static final int TIMESTAMPS = 8;
    public static final int TCP_AO = 29;
    public static final int MPTCP = 30;
    public static final int FAST_OPEN = 34;

    /** Kinds a Converter ignores in a Connect TLV: EOL, NOP, MSS, window scale, SACK (RFC 8803 §4.2.5). */
    public static final Set<Integer> IGNORED_KINDS = Set.of(0, 1, 2, 3, 5);

    private static final int EOL = 0;
    private static final int NOP = 1;

    public TcpOption {
        if (kind <= NOP || kind > 255 || value.length() > 253) {
            throw new IllegalArgumentException("TCP option kind " + kind + " of " + value.length() + " bytes");
        }
    }

    /** An option without a value. */
    public static TcpOption empty(int kind) {
        return new TcpOption(kind, Octets.EMPTY);
    }

    void write(ByteWriter out) {
        out.u8(kind).u8(2 + value.length()).octets(value);
    }

    /** Reads the options between two absolute indexes; zero padding and No-Operation are passed over. */
    static List<TcpOption> readList(ByteBuffer in, int from, int to, ConvertRole reader) throws ConvertException {
        var options = new ArrayList<TcpOption>();
        int at = from;
        while (at < to) {
            int kind = in.get(at) & 0xFF;
            if (kind == EOL || kind == NOP) {
                at++;
                continue;
            }
            int length = at + 1 < to ? in.get(at + 1) & 0xFF : 0;
            if (length < 2 || at + length > to) {
                throw ConvertException.of(
                        reader, ConvertErrorCode.MALFORMED_MESSAGE, at, "TCP option " + kind + " does not fit its list");
            }
            options.add(new TcpOption(kind, Octets.copyOf(in, at + 2, at + length)));
            at += length;
        }
        return List.copyOf(options);
    }
}
