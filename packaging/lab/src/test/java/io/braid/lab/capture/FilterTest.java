package io.braid.lab.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter for control segments keeps what proves subflows and drops bulk data. */
class FilterTest {
    private static final String ETHERNET_IPV4 = "020000000001020000000002" + "0800";
    private static final String IPV4 = "4500003c000040004006000" + "00a0100020a010001";
    private static final String PORTS_SEQ_ACK = "1f901f91" + "00000001" + "00000002";

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource({
        "SYN, 5002, '', true",
        "plain ACK, 5010, '', false",
        "FIN, 5011, '', true",
        "DSS, 6010, 1e042001, false",
        "ADD_ADDR behind timestamps, a010, 0101080a00000001000000021e06300000000000, true",
        "an option of length 0, 6010, fd000000, false"
    })
    void keeps(String name, String offsetAndFlags, String options, boolean kept) {
        byte[] frame = HexFormat.of()
                .parseHex(ETHERNET_IPV4 + IPV4 + PORTS_SEQ_ACK + offsetAndFlags + "ffff00000000" + options);
        assertEquals(kept, Filter.CONTROL.keeps(frame, frame.length), name);
    }
}
