package io.braid.engine.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** ICMP messages by their bytes (RFC 792, RFC 4443 §3.1), and no others. */
final class UnreachableTest {
    /** 10.9.0.2 says: administratively prohibited, about 10.9.0.1:40000 to 198.51.100.10:443. */
    private static final String FOUR = "4500003800000000400100000a0900020a090001"
            + "030d000000000000"
            + "4500002800004000400600000a090001c633640a"
            + "9c4001bb00000000";
    /** Code 5, source address failed policy, about [fd09::1]:40000 to [2001:db8:5::10]:8080. */
    private static final String SIX = "0105000000000000"
            + "6000000000140640fd090000000000000000000000000001"
            + "20010db8000500000000000000000010"
            + "9c401f9000000000";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static Unreachable unreachable(int code, String address, int port) {
        return new Unreachable(code, new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    @Test
    void bothFamiliesTellCodeAndDestination() {
        byte[] four = bytes(FOUR);
        byte[] six = bytes(SIX);
        assertEquals(Optional.of(unreachable(13, "198.51.100.10", 443)), Unreachable.four(four, four.length));
        assertEquals(Optional.of(unreachable(5, "2001:db8:5::10", 8080)), Unreachable.six(six, six.length));
    }

    @Test
    void whatIsCutShortIsNoMessage() {
        byte[] four = bytes(FOUR);
        byte[] six = bytes(SIX);
        for (int length = 0; length < four.length - 4; length++) {
            assertEquals(Optional.empty(), Unreachable.four(four, length), "of " + length + " bytes");
        }
        for (int length = 0; length < six.length - 4; length++) {
            assertEquals(Optional.empty(), Unreachable.six(six, length), "of " + length + " bytes");
        }
    }

    @Test
    void otherTypesAndOtherProtocolsAreNotMeant() {
        byte[] echo = bytes(FOUR);
        echo[20] = 8;
        assertEquals(Optional.empty(), Unreachable.four(echo, echo.length));
        byte[] udp = bytes(FOUR);
        udp[37] = 17;
        assertEquals(Optional.empty(), Unreachable.four(udp, udp.length));
        byte[] tooBig = bytes(SIX);
        tooBig[0] = 2;
        assertEquals(Optional.empty(), Unreachable.six(tooBig, tooBig.length));
    }
}
