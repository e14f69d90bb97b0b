package io.braid.lab.host;

/**
 * Both sides of one connection.
 *
 * @param sent the client's direction up
 * @param received the client's direction down
 * @param served what the server saw
 */
public record Exchange(Half sent, Half received, Served served) {
    /** Whether the client received what the server was asked to send and sent, byte for byte, to the end. */
    public boolean wholeDown() {
        return whole(served.sent(), received, served.request().down());
    }

    /** Whether the server received what the client was to send and sent, byte for byte, to the end. */
    public boolean wholeUp() {
        return whole(sent, served.received(), served.request().up());
    }

    private static boolean whole(Half from, Half to, long bytes) {
        return from.bytes() == bytes
                && to.bytes() == bytes
                && from.sha256().equals(to.sha256())
                && to.end() == Half.End.FINISHED;
    }

    /** Why it was not whole, for a person to read. */
    public String story() {
        return "down: sent %s, received %s; up: sent %s, received %s".formatted(
                tell(served.sent()), tell(received), tell(sent), tell(served.received()));
    }

    private static String tell(Half h) {
        return h.bytes() + " bytes " + h.end().name().toLowerCase(java.util.Locale.ROOT) + " #"
                + h.sha256().substring(0, 8);
    }
}
