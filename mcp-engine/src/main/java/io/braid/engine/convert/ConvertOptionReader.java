package io.braid.engine.convert;

import java.nio.ByteBuffer;
import java.util.ArrayList;

/** MP_CONVERT in the syntax of a TCP option (plain-mode-09 §5.1; -08: Plain Mode option). */
final class ConvertOptionReader extends SynReader {
    static final int D_BIT = 0x08;

    private static final int OPTIONS_MAX = 2;
    private static final int EOL = 0;

    ConvertOptionReader(ByteBuffer in, SignalRules rules, SynPayload syn) {
        super(in, rules, syn);
    }

    /** Whether the bytes that are there, up to three, agree with Kind, Length and subtype of the option. */
    static boolean mayBegin(ByteBuffer in, int at, int subtype) {
        int known = in.limit() - at;
        return (known < 1 || (in.get(at) & 0xFF) == TcpOption.MPTCP)
                && (known < 2 || MpConvert.isLength(in.get(at + 1) & 0xFF))
                && (known < 3 || (in.get(at + 2) & 0xF0) >>> 4 == subtype);
    }

    @Override
    Signal read() throws ConvertException {
        var options = new ArrayList<MpConvert>();
        int at = 0;
        while (at == 0 || at < known() && mayBegin(in, at, rules.mpConvertSubtype())) {
            if (options.size() == OPTIONS_MAX) {
                throw ConvertException.reset(at, "more than two MP_CONVERT options");
            }
            if (lacks(at + MpConvert.HEAD)) {
                return new Signal.NeedMore(at + MpConvert.HEAD);
            }
            int length = u8(at + 1);
            if (lacks(at + length)) {
                return new Signal.NeedMore(at + length);
            }
            var option = MpConvert.readBody(in, at, length, (u8(at + 2) & D_BIT) != 0, u8(at + 3));
            requireFits(options, option, at);
            options.add(option);
            at += length;
        }
        if (syn.length().isPresent() && at < syn.length().getAsInt() && lacks(at + 1)) {
            return new Signal.NeedMore(at + 1);
        }
        return new Signal.Request(
                MpConvert.request(SignalFormat.MP_CONVERT_OPTION, options), skipEnd(at), Octets.EMPTY);
    }

    private static void requireFits(ArrayList<MpConvert> before, MpConvert option, int at) throws ConvertException {
        if (before.isEmpty()) {
            return;
        }
        MpConvert first = before.getFirst();
        if (first.source() == option.source()) {
            throw ConvertException.reset(at + 2, "two MP_CONVERT options with the same D bit");
        }
        if (first.protocol() != option.protocol()) {
            throw ConvertException.reset(at + 3, "two MP_CONVERT options for different protocols");
        }
    }

    /** Where that part of the SYN's payload ends that is here. */
    private int known() {
        return Math.min(in.limit(), syn.length().orElse(Integer.MAX_VALUE));
    }

    /** Passes over the End of Option List that separates options from data; the SYN may end without one. */
    private int skipEnd(int at) throws ConvertException {
        boolean more = at < known();
        if (more && u8(at) == EOL) {
            return at + 1;
        }
        if (more && syn.length().isPresent()) {
            throw ConvertException.reset(at, "data without End of Option List before it");
        }
        return at;
    }
}
