package io.braid.engine.convert;

import java.nio.ByteBuffer;
import java.util.ArrayList;

/** MP_CONVERT Information Elements (plain-mode-10 §5.2). Every error tears the connection down without a word. */
final class InformationElementReader extends SynReader {
    static final int HALF_MAGIC = 0xFAA8;
    static final int MAGIC_LENGTH = 4;
    static final int D_BIT = 0x0002;
    static final int M_BIT = 0x0001;

    private static final int ELEMENTS_MAX = 2;

    InformationElementReader(ByteBuffer in, SignalRules rules, SynPayload syn) {
        super(in, rules, syn);
    }

    /** Whether the bytes that are there agree with the magic number, none of them included. */
    static boolean mayBegin(ByteBuffer in, int at) {
        for (int i = 0; i < MAGIC_LENGTH && at + i < in.limit(); i++) {
            int expected = (i & 1) == 0 ? HALF_MAGIC >>> 8 : HALF_MAGIC & 0xFF;
            if ((in.get(at + i) & 0xFF) != expected) {
                return false;
            }
        }
        return true;
    }

    @Override
    Signal read() throws ConvertException {
        var elements = new ArrayList<MpConvert>();
        int at = 0;
        boolean last = false;
        while (!last) {
            if (elements.size() == ELEMENTS_MAX) {
                throw ConvertException.reset(at, "more than two Information Elements");
            }
            int head = at;
            if (rules.secondMagicOptional() && lacks(at + MAGIC_LENGTH)) {
                return new Signal.NeedMore(at + MAGIC_LENGTH);
            }
            if (mayBegin(in, at)) {
                head += MAGIC_LENGTH;
            } else if (!rules.secondMagicOptional()) {
                throw ConvertException.reset(at, "no magic number before the second Information Element");
            }
            if (lacks(head + MpConvert.HEAD)) {
                return new Signal.NeedMore(head + MpConvert.HEAD);
            }
            int type = u8(head);
            int length = u8(head + 1);
            if (type != 0 || !MpConvert.isLength(length)) {
                throw ConvertException.reset(head, "Information Element of type " + type + " and length " + length);
            }
            int end = head + (length + 3 & ~3);
            if (lacks(end)) {
                return new Signal.NeedMore(end);
            }
            int flags = in.getShort(head + 2);
            var element = MpConvert.readBody(in, head, length, (flags & D_BIT) != 0, ConversionRequest.TCP);
            if (!elements.isEmpty() && elements.getFirst().source() == element.source()) {
                throw ConvertException.reset(head + 3, "two Information Elements with the same D bit");
            }
            elements.add(element);
            last = (flags & M_BIT) != 0;
            at = end;
        }
        return new Signal.Request(
                MpConvert.request(SignalFormat.MP_CONVERT_IE, elements), at, Octets.copyOf(in, 0, at));
    }
}
