package io.braid.radius.packet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of packets (RFC 2865 §4, RFC 2866 §4, RFC 5176 §2, RFC 5997 §4). */
public enum Code {
    ACCESS_REQUEST(1),
    ACCESS_ACCEPT(2),
    ACCESS_REJECT(3),
    ACCOUNTING_REQUEST(4),
    ACCOUNTING_RESPONSE(5),
    ACCESS_CHALLENGE(11),
    STATUS_SERVER(12),
    DISCONNECT_REQUEST(40),
    DISCONNECT_ACK(41),
    DISCONNECT_NAK(42),
    COA_REQUEST(43),
    COA_ACK(44),
    COA_NAK(45);

    private final int number;

    Code(int number) {
        this.number = number;
    }

    /** The octet that stands for it. */
    public int number() {
        return number;
    }

    /** The kind of this octet. */
    public static Optional<Code> of(int number) {
        return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
    }

    /** Whether its authenticator is a digest of the packet; that of other requests is random (RFC 2866 §3, RFC 5176 §2.3). */
    public boolean hashed() {
        return this == ACCOUNTING_REQUEST || this == DISCONNECT_REQUEST || this == COA_REQUEST;
    }

    /** Whether it is sent with a Message-Authenticator: all but those of accounting, which no RFC asks for. */
    public boolean signed() {
        return this != ACCOUNTING_REQUEST && this != ACCOUNTING_RESPONSE;
    }

    /** What may answer it; none for what is itself an answer. */
    public Set<Code> answers() {
        return switch (this) {
            case ACCESS_REQUEST -> Set.of(ACCESS_ACCEPT, ACCESS_REJECT, ACCESS_CHALLENGE);
            case ACCOUNTING_REQUEST -> Set.of(ACCOUNTING_RESPONSE);
            // RFC 5997 §4.3: each port answers as it answers its own requests.
            case STATUS_SERVER -> Set.of(ACCESS_ACCEPT, ACCOUNTING_RESPONSE);
            case DISCONNECT_REQUEST -> Set.of(DISCONNECT_ACK, DISCONNECT_NAK);
            case COA_REQUEST -> Set.of(COA_ACK, COA_NAK);
            default -> Set.of();
        };
    }

    /** As the RFCs write it, such as {@code Access-Request} and {@code CoA-NAK}. */
    public String label() {
        return Arrays.stream(name().split("_"))
                .map(Code::word)
                .collect(Collectors.joining("-"));
    }

    private static String word(String word) {
        return switch (word) {
            case "COA" -> "CoA";
            case "ACK", "NAK" -> word;
            default -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
        };
    }
}
