package io.braid.engine.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** SYNs by their bytes, as a kernel sends them (RFC 791, RFC 8200, RFC 9293, RFC 8684), and others. */
final class TcpPacketTest {
    /** MSS, SACK permitted, timestamps, window scale 7, MP_CAPABLE, EF, five bytes of data. */
    private static final String OPTIONS = "020405b40402080a0000000100000000010303071e0401010101";
    private static final String FOUR =
            "45b80049000040003f0600000a010002c633640a" + "9c4001bb0000000100000000" + "c002fde800000000" + pad() + "68656c6c6f";
    private static final String SIX = "6b80000000353c3f" + "fd010000000000000000000000000002"
            + "20010db8000500000000000000000010" + "0600010400000000"
            + "9c401f900000000100000000" + "c002fde800000000" + pad() + "68656c6c6f";

    /** The options up to the 28 bytes that data offset 12 has room for. */
    private static String pad() {
        return OPTIONS + "0101";
    }

    private static byte[] bytes(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes[0] >>> 4 == 4) {
            bytes[2] = (byte) (bytes.length >> 8);
            bytes[3] = (byte) bytes.length;
        } else {
            bytes[4] = (byte) (bytes.length - 40 >> 8);
            bytes[5] = (byte) (bytes.length - 40);
        }
        return bytes;
    }

    private static Optional<TcpPacket> read(byte[] bytes) {
        return TcpPacket.read(bytes, bytes.length);
    }

    private static InetSocketAddress end(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    @Test
    void bothFamiliesTellTheirEndsOptionsAndData() {
        TcpPacket four = read(bytes(FOUR)).orElseThrow();
        assertEquals(end("10.1.0.2", 40_000), four.source());
        assertEquals(end("198.51.100.10", 443), four.destination());
        TcpPacket six = read(bytes(SIX)).orElseThrow();
        assertEquals(end("fd01::2", 40_000), six.source());
        assertEquals(end("2001:db8:5::10", 8080), six.destination());
        for (TcpPacket each : new TcpPacket[] {four, six}) {
            assertTrue(each.syn());
            assertFalse(each.synAck());
            assertEquals(46, each.dscp());
            assertEquals(63, each.hopLimit());
            assertEquals(1, each.sequence());
            assertEquals(0xfde8, each.window());
            assertEquals(OptionalInt.of(1460), each.mss());
            assertEquals(OptionalInt.of(7), each.windowScale());
            assertTrue(each.options().sackPermitted() && each.options().timestamps() && each.options().whole());
            assertFalse(each.options().fastOpen());
            assertTrue(each.mpCapable());
            assertFalse(each.mpJoin());
            assertArrayEquals("hello".getBytes(), each.payload());
        }
    }

    @Test
    void whatIsBehindThePacketIsNoPartOfIt() {
        byte[] longer = Arrays.copyOf(bytes(FOUR), 200);
        assertArrayEquals(bytes(FOUR), read(longer).orElseThrow().bytes());
    }

    @Test
    void whatIsCutShortOrAFragmentIsNoPacket() {
        for (String hex : new String[] {FOUR, SIX}) {
            byte[] whole = bytes(hex);
            for (int length = 0; length < whole.length; length++) {
                assertEquals(Optional.empty(), TcpPacket.read(whole, length), "of " + length + " bytes");
            }
        }
        byte[] first = bytes(FOUR);
        first[6] = 0x20;
        assertEquals(Optional.empty(), read(first));
        byte[] fragment = bytes(SIX);
        fragment[6] = 44;
        assertEquals(Optional.empty(), read(fragment));
        byte[] udp = bytes(FOUR);
        udp[9] = 17;
        assertEquals(Optional.empty(), read(udp));
    }

    @Test
    void optionsThatLieEndTheList() {
        byte[] lying = bytes(FOUR);
        // The length of MP_CAPABLE reaches beyond the header.
        int at = 20 + 20 + 21;
        assertEquals(4, lying[at]);
        lying[at] = 40;
        TcpPacket packet = read(lying).orElseThrow();
        assertFalse(packet.options().whole());
        assertFalse(packet.mpCapable());
        assertEquals(OptionalInt.of(1460), packet.mss());
        lying[at] = 1;
        assertFalse(read(lying).orElseThrow().options().whole());
    }

    @Test
    void noBytesThrow() {
        Random random = new Random(9293);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = bytes(i % 2 == 0 ? FOUR : SIX);
            for (int flips = random.nextInt(6); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            TcpPacket.read(bytes, random.nextInt(bytes.length + 1)).ifPresent(packet -> {
                packet.mss();
                packet.joinToken();
                packet.payload();
                Refusal.reset(packet);
                Refusal.unreachable(packet, 1);
                packet.toString();
            });
        }
    }

    @Test
    void aResetAnswersTheSynInItsDestinationsName() {
        for (String hex : new String[] {FOUR, SIX}) {
            TcpPacket syn = read(bytes(hex)).orElseThrow();
            TcpPacket reset = read(Refusal.reset(syn)).orElseThrow();
            assertEquals(syn.destination(), reset.source());
            assertEquals(syn.source(), reset.destination());
            assertTrue(reset.reset());
            assertEquals(1 + 1 + 5, reset.acknowledgment());
            assertEquals(46, reset.dscp());
            assertEquals(0, Checksum.transport(reset.bytes(), reset.ipv4(), reset.ipv4() ? 20 : 40, TcpPacket.TCP));
        }
    }

    @Test
    void anUnreachableDestinationIsToldWithTheSyn() {
        TcpPacket four = read(bytes(FOUR)).orElseThrow();
        byte[] message4 = Refusal.unreachable(four, 13);
        assertArrayEquals(new byte[] {3, 13}, Arrays.copyOfRange(message4, 20, 22));
        assertArrayEquals(four.bytes(), Arrays.copyOfRange(message4, 28, message4.length));
        assertEquals(0, Checksum.icmp(message4, true, 20));
        assertEquals(0, Checksum.fold(Checksum.sum(message4, 0, 20)));
        TcpPacket six = read(bytes(SIX)).orElseThrow();
        byte[] message6 = Refusal.unreachable(six, 5);
        assertArrayEquals(new byte[] {1, 5}, Arrays.copyOfRange(message6, 40, 42));
        assertArrayEquals(six.bytes(), Arrays.copyOfRange(message6, 48, message6.length));
        assertEquals(0, Checksum.icmp(message6, false, 40));
    }
}
