package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.host.Pretender;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What may be in the place of a concentrator. */
enum Misfit {
    /** Packets to it vanish. */
    SILENT("concentrator-silent"),
    /** Nobody listens. */
    REFUSING("concentrator-unreachable"),
    /** Some other server. */
    NOT_CONVERT("concentrator-invalid"),
    /** It takes connections and never answers. */
    MUTE("concentrator-silent"),
    /** It has no room (RFC 8803 Section 4.2.8, Error 64). */
    BUSY("concentrator-busy"),
    /** It cannot reach the network (Error 65). */
    CUT_OFF("concentrator-busy"),
    /** It does not let this customer in (Error 32). */
    NOT_AUTHORIZED("concentrator-refused");

    private static final byte[] ERROR_64 = {1, 2, 0x22, 0x63, 0x1e, 1, 64, (byte) 200};
    private static final byte[] ERROR_65 = {1, 2, 0x22, 0x63, 0x1e, 1, 65, (byte) 200};
    private static final byte[] ERROR_32 = {1, 2, 0x22, 0x63, 0x1e, 1, 32, 0};
    private static final String FAST_OPEN = "3";
    private static final String TABLE = "misfit";

    private final String reason;

    Misfit(String reason) {
        this.reason = reason;
    }

    /** What the CPE says of it. */
    String reason() {
        return reason;
    }

    /** Puts it there, until it is closed. */
    Presence begin(Host host) throws IOException {
        return switch (this) {
            case SILENT -> {
                host.run("nft", "add table inet " + TABLE + "; add chain inet " + TABLE
                        + " pre { type filter hook prerouting priority -150; }; add rule inet " + TABLE + " pre tcp dport "
                        + McpDocument.PORT + " drop");
                yield () -> host.run("nft", "delete table inet " + TABLE);
            }
            case REFUSING -> () -> {};
            case NOT_CONVERT -> pretend(host, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            case MUTE -> pretend(host, new byte[0]);
            case BUSY -> pretend(host, ERROR_64);
            case CUT_OFF -> pretend(host, ERROR_65);
            case NOT_AUTHORIZED -> pretend(host, ERROR_32);
        };
    }

    private static Presence pretend(Host host, byte[] words) throws IOException {
        host.setSysctl("net.ipv4.tcp_fastopen", FAST_OPEN);
        Pretender pretender = new Pretender(host, McpDocument.PORT, words);
        return pretender::close;
    }

    /** It is there until closed. */
    interface Presence extends AutoCloseable {
        @Override
        void close() throws IOException;
    }
}
