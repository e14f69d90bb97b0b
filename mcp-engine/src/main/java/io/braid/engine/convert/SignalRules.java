package io.braid.engine.convert;

/**
 * What a {@link SignalDecoder} accepts.
 *
 * @param reader CONVERTER for connections from customers; CLIENT for those a Converter opens towards a CPE (draft S5.2.1-g)
 * @param lengthMax longest request in bytes, 64 to 1020; a longer one is malformed
 * @param mpConvert whether the MP_CONVERT formats are read at all
 * @param mpConvertSubtype MPTCP subtype of the -09 option, 0 to 15; never assigned, 14 for early deployment
 * @param secondMagicOptional whether a second Information Element may come without the magic number: the draft's figure
 *     repeats it, its text does not say
 */
public record SignalRules(
        ConvertRole reader, int lengthMax, boolean mpConvert, int mpConvertSubtype, boolean secondMagicOptional) {
    /** Subtype of the MP_CONVERT option in early deployments (plain-mode-08 §4). */
    public static final int EARLY_SUBTYPE = 0xE;

    /** A Converter that reads every format, strictly, at any length the formats allow. */
    public static final SignalRules DEFAULT =
            new SignalRules(ConvertRole.CONVERTER, ConvertMessage.LENGTH_MAX, true, EARLY_SUBTYPE, false);

    public SignalRules {
        if (lengthMax < 64 || lengthMax > ConvertMessage.LENGTH_MAX) {
            throw new IllegalArgumentException("longest request of " + lengthMax + " bytes");
        }
        if (mpConvertSubtype < 0 || mpConvertSubtype > 15) {
            throw new IllegalArgumentException("MPTCP subtype " + mpConvertSubtype);
        }
    }
}
