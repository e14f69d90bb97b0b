package io.braid.appliance.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.appliance.testing.Converted;
import io.braid.appliance.testing.Ncclient;
import io.braid.appliance.testing.Operator;
import io.braid.appliance.testing.Pair;
import io.braid.appliance.testing.RunningAppliance;
import io.braid.engine.convert.ConversionRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator at the terminal of an appliance that converts: follows connections, and ends one. */
@Timeout(180)
class CommandLineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String CTRL_C = "\u0003";

    @TempDir
    private Path directory;

    private Pair network;
    private RunningAppliance appliance;
    private Operator operator;

    @BeforeEach
    void start() throws Exception {
        network = new Pair();
        appliance = RunningAppliance.start(
                network,
                directory.resolve("log"),
                "--state",
                directory.resolve("state").toString());
        operator = new Operator(network, directory, "admin", appliance.password());
        operator.enters("configure");
        operator.enters("set mcp service edge role downstream explicit address " + Pair.MCP);
        operator.enters("set mcp service edge source-address ipv4 mode own-address");
        operator.enters("set mcp service edge source-address ipv6 mode own-address");
        operator.enters("commit and-quit");
        operator.awaits("> ");
        operator.enters("show configuration mcp | display set | match role");
        operator.awaits("set mcp service edge role downstream\r\n");
        operator.clears();
    }

    @AfterEach
    void stop() throws Exception {
        operator.close();
        appliance.close();
        network.close();
    }

    /** A step of this room, as it is shown. */
    private boolean step(String room, String outcome) {
        return Pattern.compile("\\d ms  [0-9a-f]+ +" + room + " +" + outcome + " ").matcher(operator.shown()).find();
    }

    @Test
    void theStepsOfAConversionAreShownAsTheyCome() throws Exception {
        operator.enters("trace connection source " + Pair.HOST + " service edge");
        operator.awaits("Waiting for connections");
        // The trace begins some time after it was asked for: the customer comes again until it is seen.
        for (boolean seen = false; !seen; ) {
            try (Converted flow = new Converted(network, 5124)) {
                assertEquals("hello", flow.up("hello"));
                seen = operator.shows(" server ", 3 * SECOND);
                // Its end is not told before it ends.
                assertFalse(step("relay", "pass"), operator.shown());
            }
        }
        operator.awaits("Followed 1; ended by connections.");
        for (String room : new String[] {"listener", "convert", "guard", "path", "source", "server", "relay"}) {
            assertTrue(step(room, "pass"), room + " is not in " + operator.shown());
        }
        assertTrue(operator.shown().contains("destination-allowed"), operator.shown());
        assertTrue(operator.shown().contains("(draft S7.2)"), operator.shown());
    }

    @Test
    void aRefusalIsShownWithItsReason() throws Exception {
        byte[] request = ConversionRequest.connect(InetAddress.ofLiteral(Pair.MCP), 80).encode();
        operator.enters("trace connection source any destination 10.0.0.0/8 destination-port 80");
        operator.awaits("Waiting for connections");
        do {
            try (Socket socket = network.host().call(() -> {
                Socket made = new Socket();
                made.connect(new InetSocketAddress(InetAddress.ofLiteral(Pair.MCP), 5124), 20_000);
                return made;
            })) {
                socket.getOutputStream().write(request);
                socket.getInputStream().readAllBytes();
            }
        } while (!operator.shows("Followed 1; ended by connections.", SECOND));
        assertTrue(step("listener", "pass") && step("convert", "pass") && step("guard", "refuse"), operator.shown());
        assertTrue(operator.shown().contains("destination-own"), operator.shown());
    }

    @Test
    void ctrlCCancelsATrace() throws Exception {
        operator.enters("trace connection source 192.0.2.0/24 trace long duration 3600");
        operator.awaits("Waiting for connections");
        operator.types(CTRL_C);
        operator.clears();
        operator.enters("show configuration history | count");
        operator.awaits("Count: ");
        try (Ncclient client = new Ncclient(network, 830, "admin", appliance.password())) {
            String cancel = "<cancel-trace xmlns=\"urn:braid:yang:braid-trace\"><trace>long</trace></cancel-trace>";
            assertEquals("data-missing", client.tryRpc(cancel).getFirst().tag());
        }
        assertTrue(appliance.log().contains("trace connection source 192.0.2.0/24 trace long duration 3600\" outcome=cancelled"),
                appliance.log());
    }

    @Test
    void aConversionIsShownAndCleared() throws Exception {
        try (Converted flow = new Converted(network, 5124)) {
            assertEquals("hello", flow.up("hello"));
            operator.enters("show conversions");
            operator.awaits("  relaying  ");
            operator.enters("show conversions | display set");
            operator.awaits(" phase relaying");
            Matcher id = Pattern.compile("conversion ([0-9a-f]+) phase relaying").matcher(operator.shown());
            assertTrue(id.find(), operator.shown());
            operator.enters("clear conversion " + id.group(1));
            assertTrue(ended(flow));
            operator.clears();
            operator.enters("show conversions");
            operator.awaits("No conversions.");
            operator.enters("clear conversion " + id.group(1));
            operator.awaits("error: there is no mcp conversions conversion " + id.group(1));
        }
    }

    private static boolean ended(Converted flow) throws IOException {
        try {
            return flow.end() < 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
