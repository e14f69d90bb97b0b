package io.braid.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.testing.PlainHost;
import io.braid.engine.testing.ProxyTopology;
import io.braid.engine.testing.RawTcpPeer;
import io.braid.engine.testing.RawTcpPeer.Segment;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host that speaks version 0 of Multipath TCP (RFC 6824, row X-6824-1): it is converted as plain TCP, and no error. */
@Timeout(60)
class VersionZeroTest {
    /** MP_CAPABLE of RFC 6824 §3.1: kind 30, 12 bytes, subtype 0 and version 0, HMAC-SHA1, the sender's key. */
    private static final byte[] MP_CAPABLE_0 = HexFormat.of().parseHex("1e0c00010102030405060708");
    /** The same of RFC 8684, which has no key yet. */
    private static final byte[] MP_CAPABLE_1 = HexFormat.of().parseHex("1e040101");
    private static final int MPTCP = 30;

    @Test
    void itIsAnsweredWithTcpAndConverted() throws Exception {
        try (ProxyTopology lab = ProxyTopology.create();
                Engine _ = Engine.start(
                        lab.mcp().netNs(), EngineConfigs.downstream(Mode.OWN_ADDRESS, ProxyTopology.MCP4));
                RawTcpPeer host = new RawTcpPeer(
                        lab.client(), "c1", lab.mcp(), "m1", "10.1.0.77", ProxyTopology.MCP4, EngineConfigs.PORT)) {
            var server = PlainHost.serve(
                    lab.server(), ProxyTopology.SERVER4, socket -> new String(socket.getInputStream().readNBytes(5)));
            host.send(RawTcpPeer.SYN, MP_CAPABLE_0, new byte[0]);
            Segment synAck = host.await();
            assertEquals(RawTcpPeer.SYN | RawTcpPeer.ACK, synAck.flags());
            assertEquals(false, has(synAck.options(), MPTCP), () -> HexFormat.of().formatHex(synAck.options()));

            ByteArrayOutputStream said = new ByteArrayOutputStream();
            said.write(ConversionRequest.connect(InetAddress.ofLiteral(ProxyTopology.SERVER4), server.port())
                    .encode());
            said.write("hello".getBytes());
            host.send(RawTcpPeer.ACK | RawTcpPeer.PSH, new byte[0], said.toByteArray());
            Segment answer = host.await();
            assertEquals(0, answer.flags() & RawTcpPeer.RST, "reset");
            String hex = HexFormat.of().formatHex(answer.data());
            assertEquals("2263" + "14", hex.substring(4, 10), hex);
            assertEquals("hello", server.await());
        }
    }

    /** The other test could not fail if hand-written packets were never answered with MPTCP. */
    @Test
    void versionOneIsAnsweredWithMptcp() throws Exception {
        try (ProxyTopology lab = ProxyTopology.create();
                Engine _ = Engine.start(
                        lab.mcp().netNs(), EngineConfigs.downstream(Mode.OWN_ADDRESS, ProxyTopology.MCP4));
                RawTcpPeer host = new RawTcpPeer(
                        lab.client(), "c1", lab.mcp(), "m1", "10.1.0.77", ProxyTopology.MCP4, EngineConfigs.PORT)) {
            host.send(RawTcpPeer.SYN, MP_CAPABLE_1, new byte[0]);
            assertEquals(true, has(host.await().options(), MPTCP));
        }
    }

    private static boolean has(byte[] options, int kind) {
        int at = 0;
        while (at < options.length && options[at] != 0) {
            if (options[at] == kind) {
                return true;
            }
            at += options[at] == 1 ? 1 : options[at + 1];
        }
        return false;
    }
}
