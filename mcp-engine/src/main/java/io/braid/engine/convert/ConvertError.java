package io.braid.engine.convert;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** What an Error TLV says (RFC 8803 §4.2.8): a code and the value that belongs to it. */
public sealed interface ConvertError {
    /** Longest echo of a message that fits an Error TLV alone in a message of 255 words, in bytes. */
    int ECHO_MAX = ConvertMessage.LENGTH_MAX - 8;

    /** The byte on the wire. */
    int wireCode();

    /** Which of the ten codes; empty for {@link Unassigned}. */
    default Optional<ConvertErrorCode> code() {
        return ConvertErrorCode.of(wireCode());
    }

    /** The version of a message is none of these, 1 to 255 each; the peer retries with the highest common one. */
    record UnsupportedVersion(List<Integer> supported) implements ConvertError {
        public UnsupportedVersion {
            supported = kinds(supported);
        }

        @Override
        public int wireCode() {
            return 0;
        }
    }

    /** A message broke a rule; {@code echo} is that message, cut to {@link #ECHO_MAX}. */
    record MalformedMessage(Octets echo) implements ConvertError {
        public MalformedMessage {
            echo = capped(echo);
        }

        @Override
        public int wireCode() {
            return 1;
        }
    }

    /** A message held an unknown TLV; {@code echo} is that message, cut to {@link #ECHO_MAX}. */
    record UnsupportedMessage(Octets echo) implements ConvertError {
        public UnsupportedMessage {
            echo = capped(echo);
        }

        @Override
        public int wireCode() {
            return 2;
        }
    }

    /** A cookie is required; {@code cookie} is the one to come back with, zero-padded to words. */
    record MissingCookie(Octets cookie) implements ConvertError {
        public MissingCookie {
            cookie = capped(cookie);
        }

        @Override
        public int wireCode() {
            return 3;
        }
    }

    /** Authorization failed, the cookie is invalid, or hairpinning is not allowed. */
    record NotAuthorized() implements ConvertError {
        @Override
        public int wireCode() {
            return 32;
        }
    }

    /** A Connect TLV asked for options of these kinds, 1 to 255 each, that the Converter does not support. */
    record UnsupportedTcpOption(List<Integer> unsupported) implements ConvertError {
        public UnsupportedTcpOption {
            unsupported = kinds(unsupported);
        }

        @Override
        public int wireCode() {
            return 33;
        }
    }

    /** No room, for the seconds given, 0 to 255; 0 stands for at least 30. */
    record ResourceExceeded(int waitSeconds) implements ConvertError {
        public ResourceExceeded {
            octet(waitSeconds);
        }

        @Override
        public int wireCode() {
            return 64;
        }
    }

    /** The network behind the Converter is in trouble, for the seconds given, 0 to 255; 0 stands for at least 30. */
    record NetworkFailure(int waitSeconds) implements ConvertError {
        public NetworkFailure {
            octet(waitSeconds);
        }

        @Override
        public int wireCode() {
            return 65;
        }
    }

    /** The server answered with a reset. */
    record ConnectionReset() implements ConvertError {
        @Override
        public int wireCode() {
            return 96;
        }
    }

    /** A hard ICMP error came for the server leg; its Code field, 0 to 255. */
    record DestinationUnreachable(int icmpCode) implements ConvertError {
        public DestinationUnreachable {
            octet(icmpCode);
        }

        @Override
        public int wireCode() {
            return 97;
        }
    }

    /** A code this release does not know; a Client resets as on every error. Never sent. */
    record Unassigned(int wireCode, Octets value) implements ConvertError {
        public Unassigned {
            octet(wireCode);
            value = value.padded(3);
        }
    }

    /**
     * The error that answers bytes which could not be decoded; empty when only a reset does.
     *
     * @param received the message as far as it was received, from position to limit
     */
    static Optional<ConvertError> answerTo(ConvertException problem, ByteBuffer received) {
        return problem.answer().map(code -> switch (code) {
            case UNSUPPORTED_VERSION -> new UnsupportedVersion(List.of(ConvertMessage.VERSION));
            case UNSUPPORTED_MESSAGE -> new UnsupportedMessage(echo(received));
            default -> new MalformedMessage(echo(received));
        });
    }

    private static Octets echo(ByteBuffer received) {
        int length = Math.min(received.remaining(), ECHO_MAX);
        return Octets.copyOf(received, received.position(), received.position() + length);
    }

    private static Octets capped(Octets octets) {
        if (octets.length() <= ECHO_MAX) {
            return octets.padded(0);
        }
        return Octets.copyOf(ByteBuffer.wrap(octets.toBytes()), 0, ECHO_MAX);
    }

    private static List<Integer> kinds(List<Integer> values) {
        if (values.size() > 255 || !values.stream().allMatch(value -> value > 0 && value <= 255)) {
            throw new IllegalArgumentException("not a list of octets: " + values);
        }
        return values.stream().distinct().toList();
    }

    private static void octet(int value) {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException("not an octet: " + value);
        }
    }
}
