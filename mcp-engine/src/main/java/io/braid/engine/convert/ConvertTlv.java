package io.braid.engine.convert;

import java.net.InetAddress;
import java.util.List;

/** A TLV of a Convert message (RFC 8803 §4.2). Each type occurs at most once in a message. */
public sealed interface ConvertTlv {
    /** Most bytes of a TLV beside the header of its message, 254 words. */
    int LENGTH_MAX = ConvertMessage.LENGTH_MAX - ConvertMessage.HEADER_LENGTH;

    /** The Type byte (RFC 8803 table 1). */
    int type();

    /** Asks which TCP extensions the Converter supports (RFC 8803 §4.2.3). Client to Converter. */
    record Info() implements ConvertTlv {
        static final int TYPE = 1;

        @Override
        public int type() {
            return TYPE;
        }
    }

    /**
     * Where to connect to; from the Converter, who connects (RFC 8803 §4.2.5).
     *
     * @param address the remote peer; IPv4 travels as an IPv4-mapped address
     * @param port the remote peer's port, 1 to 65535
     * @param options TCP options for the SYN to the server; empty is the base format, anything else the extended one
     */
    record Connect(InetAddress address, int port, List<TcpOption> options) implements ConvertTlv {
        static final int TYPE = 10;
        static final int BASE_LENGTH = 20;

        public Connect {
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port " + port);
            }
            options = List.copyOf(options);
        }

        @Override
        public int type() {
            return TYPE;
        }
    }

    /**
     * The TCP options of the server's SYN/ACK as they came (RFC 8803 §4.2.6). Converter to Client.
     *
     * @param options zero-padded to words
     */
    record ExtendedTcpHeader(Octets options) implements ConvertTlv {
        static final int TYPE = 20;

        public ExtendedTcpHeader {
            options = options.padded(0);
        }

        @Override
        public int type() {
            return TYPE;
        }

        /**
         * Whether an option of this kind is there, such as {@link TcpOption#MPTCP}: then the server needs no Converter.
         *
         * <p>The server wrote the options, so what cannot be parsed counts as absent and is no error of the Converter.
         */
        public boolean has(int kind) {
            byte[] bytes = options.toBytes();
            int at = 0;
            while (at < bytes.length) {
                int found = bytes[at] & 0xFF;
                if (found == kind) {
                    return true;
                }
                int length = found <= 1 ? 1 : at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
                if (length == 0) {
                    return false;
                }
                at += length;
            }
            return false;
        }
    }

    /**
     * The kinds of TCP option for which the Converter offers conversion (RFC 8803 §4.2.4). Answers Info.
     *
     * @param kinds distinct, 6 to 255 or 4; never one of {@link TcpOption#IGNORED_KINDS} nor TCP-AO
     */
    record SupportedTcpExtensions(List<Integer> kinds) implements ConvertTlv {
        static final int TYPE = 21;

        public SupportedTcpExtensions {
            kinds = kinds.stream().distinct().toList();
            if (!kinds.stream().allMatch(SupportedTcpExtensions::isListable)) {
                throw new IllegalArgumentException("kinds that are never listed among " + kinds);
            }
        }

        @Override
        public int type() {
            return TYPE;
        }

        static boolean isListable(int kind) {
            return kind > 0 && kind <= 255 && kind != TcpOption.TCP_AO && !TcpOption.IGNORED_KINDS.contains(kind);
        }
    }

    /**
     * Proof that the Converter has seen the Client's address before (RFC 8803 §4.2.7). Client to Converter.
     *
     * @param value opaque, zero-padded to words: a Converter issues cookies of whole words
     */
    record Cookie(Octets value) implements ConvertTlv {
        static final int TYPE = 22;

        public Cookie {
            value = value.padded(0);
        }

        @Override
        public int type() {
            return TYPE;
        }
    }

    /** Why the Converter does not do it (RFC 8803 §4.2.8). The Client resets the connection on receipt. */
    record Error(ConvertError error) implements ConvertTlv {
        static final int TYPE = 30;

        @Override
        public int type() {
            return TYPE;
        }
    }
}
