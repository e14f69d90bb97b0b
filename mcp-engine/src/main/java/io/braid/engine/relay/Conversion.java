package io.braid.engine.relay;

import io.braid.engine.convert.ConvertTlv;
import io.braid.engine.verdict.Room;
import io.braid.engine.verdict.Verdict;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Everything there is to know of one conversion, as plain data. Only the loop that owns it changes it. Times are
 * milliseconds of the machine's monotonic clock, which every process of one boot shares.
 */
public final class Conversion {
    final long id;
    final String service;

    Phase phase = Phase.AWAIT_SIGNAL;
    final Leg customer = new Leg();
    final Leg server = new Leg();
    /** From the customer to the server. */
    final Half up = new Half();
    /** From the server to the customer. */
    final Half down = new Half();

    long acceptedAt;
    long activeAt;
    /** When the present phase ends by itself. */
    long deadlineAt;

    /** What came of the request, or of the next MCP's answer, so far; null when nothing is awaited. */
    byte[] signal;
    int signalLength;

    /** How the answer to the customer is written. */
    AnswerFormat answer = AnswerFormat.NONE;
    /** The customer's request as it came, from which the answer is made; null when nothing was requested. */
    byte[] request;

    /** Where the customer wants to go. */
    InetSocketAddress destination;
    /** The source bound on the server leg; null when routing chose it. */
    InetSocketAddress source;
    /** Whether {@link #source} is not an address of this host. */
    boolean transparent;
    /** Name of the concentrator that the server leg goes to; null when it goes to the destination. */
    String concentrator;
    /** Interface of the access network of the initial subflow; null when routing chose it. */
    String access;
    /** When the server leg has to stand at last. */
    long openBy;
    /** The customer's first bytes, while a concentrator has not answered; else null. */
    FirstBytes firstBytes;
    /** Whether the concentrator has answered before, so that those bytes follow the request at once. */
    boolean proven;
    /** The cookie that the request to the concentrator carries; null when it carries none. */
    ConvertTlv.Cookie cookie;
    /** The cookie that a concentrator answered this conversion with; null when none did. */
    ConvertTlv.Cookie cookieGiven;
    /** Who is to blame if the server can be reached past it; null when nobody is. */
    Suspicion suspicion;
    /** User bytes of {@link #up} and {@link #down} that are counted as its subscriber's already. */
    long countedUp;

    long countedDown;
    /** Server legs tried so far. */
    int connectTries;

    private final Verdict[] verdicts = new Verdict[Room.values().length];

    Conversion(long id, String service) {
        this.id = id;
        this.service = service;
    }

    /** Unique among the conversions of one machine and boot. */
    public long id() {
        return id;
    }

    /** Name of the service that accepted it. */
    public String service() {
        return service;
    }

    public Phase phase() {
        return phase;
    }

    public Leg customer() {
        return customer;
    }

    public Leg server() {
        return server;
    }

    /** From the customer to the server. */
    public Half up() {
        return up;
    }

    /** From the server to the customer. */
    public Half down() {
        return down;
    }

    /** Where the customer wants to go; empty until it said so. */
    public Optional<InetSocketAddress> destination() {
        return Optional.ofNullable(destination);
    }

    /** When it was accepted, in milliseconds of the monotonic clock. */
    public long acceptedAt() {
        return acceptedAt;
    }

    /** The last decision of a room; empty when it was not asked. */
    public Optional<Verdict> verdict(Room room) {
        return Optional.ofNullable(verdicts[room.ordinal()]);
    }

    void decided(Verdict verdict) {
        verdicts[verdict.room().ordinal()] = verdict;
    }

    /** Whether the customer asked for its destination by connecting to it. */
    boolean intercepted() {
        return destination != null && destination.equals(customer.local);
    }

    /** The half that carries what this leg receives. */
    Half halfFrom(Leg leg) {
        return leg == customer ? up : down;
    }

    Leg other(Leg leg) {
        return leg == customer ? server : customer;
    }

    /** Milliseconds of the machine's monotonic clock. */
    static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
