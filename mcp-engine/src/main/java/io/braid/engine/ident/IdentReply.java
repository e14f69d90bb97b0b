package io.braid.engine.ident;

import io.braid.engine.authorize.Identity;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a host answers (RFC 1413 §4). */
sealed interface IdentReply {
    /** Most octets of a line, its end included (RFC 1413 §5). */
    int LINE_MAX = 1_000;

    /** Most octets of a user identifier (RFC 1413 §6). */
    int USER_MAX = 512;

    /** The connection belongs to a user. */
    record User(Identity identity) implements IdentReply {}

    /** It is not told: INVALID-PORT, NO-USER, HIDDEN-USER, UNKNOWN-ERROR or a token of the host's own. */
    record Failure(String token) implements IdentReply {}

    /** Not an answer to the question. */
    record Garbage(String problem) implements IdentReply {}

    /**
     * Reads the beginning of a stream.
     *
     * @param length octets that have come
     * @param ended whether no more will come
     * @param remotePort the port at the host that is asked
     * @param localPort the port here
     * @return empty as long as the line is not whole
     */
    static Optional<IdentReply> read(byte[] bytes, int length, boolean ended, int remotePort, int localPort) {
        int end = 0;
        while (end < length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        if (end == length && !ended && length < LINE_MAX) {
            return Optional.empty();
        }
        if (end == length) {
            return Optional.of(new Garbage(ended ? "a line without an end" : "a line of more than " + LINE_MAX + " octets"));
        }
        return Optional.of(line(new String(bytes, 0, end, StandardCharsets.ISO_8859_1), remotePort, localPort));
    }

    private static IdentReply line(String line, int remotePort, int localPort) {
        String[] parts = line.split(":", 3);
        if (parts.length < 3) {
            return new Garbage("not three fields");
        }
        String[] ports = parts[0].split(",", 2);
        boolean same = ports.length == 2
                && ports[0].strip().equals(Integer.toString(remotePort))
                && ports[1].strip().equals(Integer.toString(localPort));
        if (!same) {
            return new Garbage("the ports of another connection");
        }
        return switch (parts[1].strip()) {
            case "USERID" -> user(parts[2]);
            case "ERROR" -> failure(parts[2].strip());
            default -> new Garbage("neither USERID nor ERROR");
        };
    }

    /** The user identifier begins after the colon; hosts put a blank there, as the examples of RFC 1413 §4 do. */
    private static IdentReply user(String rest) {
        int colon = rest.indexOf(':');
        String user = colon < 0 ? "" : rest.substring(colon + 1).stripLeading();
        if (user.isEmpty() || user.length() > USER_MAX || user.indexOf('\0') >= 0) {
            return new Garbage("no user identifier of 1 to " + USER_MAX + " octets");
        }
        return new User(new Identity(user));
    }

    private static IdentReply failure(String token) {
        boolean plain = !token.isEmpty() && token.length() <= 64 && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return plain ? new Failure(token) : new Garbage("an error that is none");
    }
}
