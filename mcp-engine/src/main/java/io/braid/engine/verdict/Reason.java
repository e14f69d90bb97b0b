package io.braid.engine.verdict;

import io.braid.engine.convert.ConvertErrorCode;
import java.util.Optional;

/**
 * Every decision a room can take, once: whose doing it is, the clause behind it, and what a customer that speaks Convert
 * is answered.
 */
public enum Reason {
    ACCEPTED(Room.LISTENER, Blame.MCP, null, "draft S5.2"),
    CONVERSIONS_MAX(Room.LISTENER, Blame.MCP, ConvertErrorCode.RESOURCE_EXCEEDED, "RFC 8803 §4.2.8"),
    PENDING_MAX(Room.LISTENER, Blame.MCP, null, "RFC 8803 §5"),
    SOURCE_CONVERSIONS_MAX(
            Room.LISTENER, Blame.SUBSCRIBER, ConvertErrorCode.RESOURCE_EXCEEDED, "RFC 8803 §4.2.8"),
    SOURCE_PENDING_MAX(Room.LISTENER, Blame.SUBSCRIBER, null, "RFC 8803 §5"),
    SOURCE_RATE(Room.LISTENER, Blame.SUBSCRIBER, null, "draft S7.2"),
    MACHINE_EXHAUSTED(Room.LISTENER, Blame.MCP, ConvertErrorCode.RESOURCE_EXCEEDED, "RFC 8803 §4.2.8"),

    SUBSCRIBER_PERMITTED(Room.SUBSCRIBER, Blame.SUBSCRIBER, null, "draft S5.3"),
    SUBSCRIBER_DENIED(Room.SUBSCRIBER, Blame.SUBSCRIBER, ConvertErrorCode.NOT_AUTHORIZED, "draft S5.3"),
    SUBSCRIBER_FILTERED(Room.SUBSCRIBER, Blame.SUBSCRIBER, ConvertErrorCode.NOT_AUTHORIZED, "RFC 4849 §2"),
    SUBSCRIBER_SOURCE(Room.SUBSCRIBER, Blame.SUBSCRIBER, ConvertErrorCode.NOT_AUTHORIZED, "RFC 2827 §3"),
    SUBSCRIBER_ENDED(Room.SUBSCRIBER, Blame.SUBSCRIBER, ConvertErrorCode.NOT_AUTHORIZED, "draft S5.3"),
    SUBSCRIBERS_MAX(Room.SUBSCRIBER, Blame.MCP, ConvertErrorCode.RESOURCE_EXCEEDED, "draft S7.2"),
    AUTHORIZATION_UNAVAILABLE(Room.SUBSCRIBER, Blame.MCP, ConvertErrorCode.RESOURCE_EXCEEDED, "draft S5.3"),
    AUTHORIZATIONS_MAX(Room.SUBSCRIBER, Blame.MCP, ConvertErrorCode.RESOURCE_EXCEEDED, "draft S7.2"),

    REQUESTED(Room.CONVERT, Blame.SUBSCRIBER, null, "draft S5.2.1"),
    INTERCEPTED(Room.CONVERT, Blame.SUBSCRIBER, null, "draft S5.2.2"),
    NO_SIGNAL(Room.CONVERT, Blame.SUBSCRIBER, null, "RFC 8803 §4.1"),
    SIGNAL_TIMEOUT(Room.CONVERT, Blame.SUBSCRIBER, null, "RFC 8803 §4.1"),
    SIGNAL_CUT_SHORT(Room.CONVERT, Blame.SUBSCRIBER, null, "RFC 8803 §4.1"),
    SIGNAL_MALFORMED(Room.CONVERT, Blame.SUBSCRIBER, ConvertErrorCode.MALFORMED_MESSAGE, "RFC 8803 §4.2.8"),
    VERSION_UNSUPPORTED(
            Room.CONVERT, Blame.SUBSCRIBER, ConvertErrorCode.UNSUPPORTED_VERSION, "RFC 8803 §4.2.8"),
    MESSAGE_UNSUPPORTED(
            Room.CONVERT, Blame.SUBSCRIBER, ConvertErrorCode.UNSUPPORTED_MESSAGE, "RFC 8803 §4.2.8"),
    COOKIE_MISSING(Room.CONVERT, Blame.SUBSCRIBER, ConvertErrorCode.MISSING_COOKIE, "RFC 8803 §4.2.7"),
    COOKIE_INVALID(Room.CONVERT, Blame.SUBSCRIBER, ConvertErrorCode.NOT_AUTHORIZED, "RFC 8803 §4.2.7"),
    ERROR_RATE(Room.CONVERT, Blame.SUBSCRIBER, null, "RFC 8803 §4.2.8"),
    INQUIRY(Room.CONVERT, Blame.SUBSCRIBER, null, "RFC 8803 §4.2.3"),
    TCP_OPTION_UNSUPPORTED(
            Room.CONVERT, Blame.SUBSCRIBER, ConvertErrorCode.UNSUPPORTED_TCP_OPTION, "RFC 8803 §4.2.5"),
    PROTOCOL_UNSUPPORTED(Room.CONVERT, Blame.SUBSCRIBER, null, "draft S5.6.4"),

    DESTINATION_ALLOWED(Room.GUARD, Blame.SUBSCRIBER, null, "draft S7.2"),
    DESTINATION_LOOPBACK(Room.GUARD, Blame.SUBSCRIBER, ConvertErrorCode.MALFORMED_MESSAGE, "RFC 8803 §4.2.5"),
    DESTINATION_MULTICAST(Room.GUARD, Blame.SUBSCRIBER, ConvertErrorCode.MALFORMED_MESSAGE, "RFC 8803 §4.2.5"),
    DESTINATION_UNSPECIFIED(Room.GUARD, Blame.SUBSCRIBER, ConvertErrorCode.MALFORMED_MESSAGE, "RFC 8803 §4.2.5"),
    DESTINATION_LINK_LOCAL(Room.GUARD, Blame.SUBSCRIBER, ConvertErrorCode.NOT_AUTHORIZED, "draft S7.2"),
    DESTINATION_HAIRPIN(Room.GUARD, Blame.SUBSCRIBER, ConvertErrorCode.NOT_AUTHORIZED, "RFC 8803 §9"),
    DESTINATION_OWN(Room.GUARD, Blame.SUBSCRIBER, ConvertErrorCode.NOT_AUTHORIZED, "draft S7.2"),

    SOURCE_OWN(Room.SOURCE, Blame.OPERATOR, null, "draft S5.4"),
    SOURCE_PRESERVED(Room.SOURCE, Blame.OPERATOR, null, "draft S5.4.1"),
    SOURCE_FAMILY(Room.SOURCE, Blame.OPERATOR, ConvertErrorCode.NETWORK_FAILURE, "draft S5.5"),
    SOURCE_UNUSABLE(Room.SOURCE, Blame.OPERATOR, ConvertErrorCode.RESOURCE_EXCEEDED, "draft S5.4"),

    PATH_ROUTED(Room.PATH, Blame.PATH, null, "draft S5.2.1"),
    PATH_CHOSEN(Room.PATH, Blame.PATH, null, "draft S5.2.1"),
    PATH_PRIMARY_DOWN(Room.PATH, Blame.PATH, null, "draft S5.2.2"),
    WITHOUT_CONCENTRATOR(Room.PATH, Blame.PATH, null, "RFC 8803 §6"),
    PATH_NONE_LIVE(Room.PATH, Blame.PATH, ConvertErrorCode.NETWORK_FAILURE, "draft S5.2.1"),
    SUBFLOWS_MAX(Room.PATH, Blame.SUBSCRIBER, null, "draft S7.2"),
    SUBFLOW_NO_NEW_PATH(Room.PATH, Blame.SUBSCRIBER, null, "draft S7.2"),
    SUBFLOW_REPLACED(Room.PATH, Blame.SUBSCRIBER, null, "draft S5.2.1"),
    PATH_EVENTS_LOST(Room.PATH, Blame.MCP, null, "draft S7.2"),

    SERVER_CONNECTED(Room.SERVER, Blame.SERVER, null, "draft S5.6.1"),
    MPTCP_REFUSED(Room.SERVER, Blame.SERVER, null, "draft S5.6.1"),
    SERVER_REFUSED(Room.SERVER, Blame.SERVER, ConvertErrorCode.CONNECTION_RESET, "RFC 8803 §4.2.8"),
    SERVER_UNREACHABLE(Room.SERVER, Blame.SERVER, ConvertErrorCode.DESTINATION_UNREACHABLE, "RFC 8803 §4.2.8"),
    SERVER_TIMEOUT(Room.SERVER, Blame.SERVER, ConvertErrorCode.NETWORK_FAILURE, "RFC 8803 §4.2.8"),
    SERVER_FAILED(Room.SERVER, Blame.MCP, ConvertErrorCode.RESOURCE_EXCEEDED, "RFC 8803 §4.2.8"),
    CONCENTRATOR_SILENT(Room.SERVER, Blame.PATH, null, "RFC 8803 §6"),
    CONCENTRATOR_UNREACHABLE(Room.SERVER, Blame.PATH, null, "RFC 8803 §6"),
    CONCENTRATOR_SINGLE_PATH(Room.SERVER, Blame.PATH, null, "plain-mode-10 §5.2"),
    CONCENTRATOR_SYN_DATA_STRIPPED(Room.SERVER, Blame.PATH, null, "RFC 8803 §6"),
    CONCENTRATOR_BUSY(Room.SERVER, Blame.PATH, null, "RFC 8803 §4.2.8"),
    CONCENTRATOR_REFUSED(Room.SERVER, Blame.PATH, null, "RFC 8803 §4.2.8"),
    CONCENTRATOR_INVALID(Room.SERVER, Blame.PATH, null, "RFC 8803 §6"),

    ENDED(Room.RELAY, Blame.SUBSCRIBER, null, "draft S2"),
    CUSTOMER_RESET(Room.RELAY, Blame.SUBSCRIBER, null, "draft S2"),
    SERVER_RESET(Room.RELAY, Blame.SERVER, null, "draft S2"),
    STASH_MAX(Room.RELAY, Blame.MCP, null, "draft S7.2"),
    IDLE(Room.RELAY, Blame.SUBSCRIBER, null, "RFC 5382 REQ-5"),
    CLEARED(Room.RELAY, Blame.OPERATOR, null, "draft S5.1"),
    STOPPED(Room.RELAY, Blame.OPERATOR, null, "draft S5.1");

    private final Room room;
    private final Blame blame;
    private final ConvertErrorCode answer;
    private final String clause;

    Reason(Room room, Blame blame, ConvertErrorCode answer, String clause) {
        this.room = room;
        this.blame = blame;
        this.answer = answer;
        this.clause = clause;
    }

    public Room room() {
        return room;
    }

    /** Whose doing it is when it is a refusal. */
    public Blame blame() {
        return blame;
    }

    /** The code of the Error TLV that tells of it; empty when a reset is all the customer sees. */
    public Optional<ConvertErrorCode> answer() {
        return Optional.ofNullable(answer);
    }

    /** The sentence of the draft or of an RFC that asks for it. */
    public String clause() {
        return clause;
    }

    /** The reason as logs and counters name it, for example {@code destination-loopback}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
