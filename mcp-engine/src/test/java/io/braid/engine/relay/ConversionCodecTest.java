package io.braid.engine.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.braid.engine.convert.ConvertTlv;
import io.braid.engine.convert.Octets;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Room;
import io.braid.engine.verdict.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A conversion is data (S2-c): what is written is read back whole, and nothing else is taken for one. */
class ConversionCodecTest {
    private final Random random = new Random(8803);

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        for (int i = 0; i < 500; i++) {
            Conversion one = any();
            byte[] bytes = ConversionCodec.encode(one);
            Conversion other = ConversionCodec.decode(bytes);
            assertArrayEquals(bytes, ConversionCodec.encode(other));
            assertEquals(one.phase, other.phase);
            assertEquals(one.destination, other.destination);
            assertEquals(one.customer.remote, other.customer.remote);
            assertEquals(one.up.bytes(), other.up.bytes());
            assertArrayEquals(stashOf(one.down), stashOf(other.down));
            for (Room room : Room.values()) {
                assertEquals(one.verdict(room), other.verdict(room));
            }
        }
    }

    @Test
    void bytesCutShortAreRefused() {
        byte[] bytes = ConversionCodec.encode(any());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(IOException.class, () -> ConversionCodec.decode(cut));
        }
    }

    @Test
    void damagedBytesAreNeverMoreThanAnIoException() {
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = ConversionCodec.encode(any());
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                ConversionCodec.decode(bytes);
            } catch (IOException expected) {
                // The only one there may be.
            }
        }
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] bytes = ConversionCodec.encode(any());
        bytes[0] = ConversionCodec.VERSION + 1;
        assertEquals(
                "conversion of version 6, this one reads 5",
                assertThrows(IOException.class, () -> ConversionCodec.decode(bytes)).getMessage());
    }

    private static byte[] stashOf(Half half) {
        return half.stash == null ? null : Arrays.copyOfRange(half.stash, half.stashFrom, half.stashTo);
    }

    private Conversion any() {
        Conversion c = new Conversion(random.nextLong(), "service-" + random.nextInt(10));
        c.phase = Phase.values()[random.nextInt(Phase.values().length)];
        fill(c.customer);
        fill(c.server);
        fill(c.up);
        fill(c.down);
        c.acceptedAt = random.nextLong();
        c.activeAt = random.nextLong();
        c.deadlineAt = random.nextLong();
        c.signal = maybe() ? null : bytes();
        c.signalLength = c.signal == null ? 0 : c.signal.length;
        c.answer = AnswerFormat.values()[random.nextInt(AnswerFormat.values().length)];
        c.request = maybe() ? null : bytes();
        c.destination = address();
        c.source = address();
        c.transparent = maybe();
        c.concentrator = maybe() ? null : "first";
        c.access = maybe() ? null : "dsl0";
        c.countedUp = random.nextLong();
        c.countedDown = random.nextLong();
        c.connectTries = random.nextInt(3);
        c.cookie = maybe() ? null : new ConvertTlv.Cookie(Octets.of(bytes()));
        c.cookieGiven = maybe() ? null : new ConvertTlv.Cookie(Octets.of(bytes()));
        for (int i = 0; i < 5; i++) {
            Reason reason = Reason.values()[random.nextInt(Reason.values().length)];
            c.decided(maybe() ? Verdict.pass(reason, "since") : Verdict.refuse(reason, "as"));
        }
        return c;
    }

    private void fill(Leg leg) {
        leg.fd = random.nextInt(20_000) - 1;
        leg.opened = maybe() ? Protocol.TCP : Protocol.MPTCP;
        leg.mptcp = maybe();
        leg.token = random.nextInt();
        leg.local = address();
        leg.remote = address();
        leg.readable = maybe();
        leg.peerClosed = maybe();
    }

    private void fill(Half half) {
        if (maybe()) {
            half.append(bytes(), 0, 7);
            half.stashFrom = random.nextInt(7);
        }
        half.ended = maybe();
        half.endSent = maybe();
        half.sent = random.nextLong(1L << 50);
        half.signalBytes = random.nextInt(64);
        half.readSize = Half.READ_MIN << random.nextInt(5);
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[7 + random.nextInt(100)];
        random.nextBytes(bytes);
        return bytes;
    }

    private InetSocketAddress address() {
        if (random.nextInt(4) == 0) {
            return null;
        }
        byte[] raw = new byte[maybe() ? 4 : 16];
        random.nextBytes(raw);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(raw), random.nextInt(65_536));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
