package io.braid.appliance.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.appliance.testing.Converted;
import io.braid.appliance.testing.Ncclient;
import io.braid.appliance.testing.Pair;
import io.braid.appliance.testing.RunningAppliance;
import io.braid.engine.convert.ConversionRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator follows a customer's next connection over NETCONF. */
@Timeout(120)
class TraceConnectionTest {
    private static final String MODULE = "urn:braid:yang:braid-trace";

    @TempDir
    private Path directory;

    private Pair network;
    private RunningAppliance appliance;

    @BeforeEach
    void start() throws Exception {
        network = new Pair();
        appliance = RunningAppliance.start(
                network,
                directory.resolve("log"),
                "--state",
                directory.resolve("state").toString());
        try (Ncclient client = login()) {
            client.edit("<mcp xmlns=\"urn:braid:yang:braid-mcp\"><service><name>edge</name><role>downstream</role>"
                    + "<explicit><address>" + Pair.MCP + "</address></explicit><source-address>"
                    + "<ipv4><mode>own-address</mode></ipv4><ipv6><mode>own-address</mode></ipv6></source-address>"
                    + "</service></mcp>");
            client.commit();
        }
    }

    @AfterEach
    void stop() throws Exception {
        appliance.close();
        network.close();
    }

    private Ncclient login() throws Exception {
        return new Ncclient(network, 830, "admin", appliance.password());
    }

    private static String trace(String input) {
        return "<trace-connection xmlns=\"" + MODULE + "\">" + input + "</trace-connection>";
    }

    private static String cancel(String name) {
        return "<cancel-trace xmlns=\"" + MODULE + "\"><trace>" + name + "</trace></cancel-trace>";
    }

    private static CompletableFuture<String> ask(Ncclient client, String input) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return client.rpc(trace(input));
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Half as often as a customer is told errors by default (limits/source/error-rate). */
    private static final long PAUSE_MS = 100;

    private interface Customer {
        void connect() throws Exception;
    }

    /** The trace begins some time after it was asked for: the customer comes again until it is seen, but is no flood. */
    private static String seen(CompletableFuture<String> trace, Customer customer) throws Exception {
        while (!trace.isDone()) {
            customer.connect();
            Thread.sleep(PAUSE_MS);
        }
        return trace.join();
    }

    private static void has(String qualified, String... parts) {
        String reply = qualified.replace(" xmlns=\"" + MODULE + "\"", "");
        for (String part : parts) {
            assertTrue(reply.contains(part), part + " is not in " + reply);
        }
    }

    private static List<String> values(String reply, String leaf) {
        return Pattern.compile("<" + leaf + ">([^<]*)<").matcher(reply).results().map(r -> r.group(1)).toList();
    }

    @Test
    void theStepsOfTheNextConversionAreTold() throws Exception {
        try (Ncclient client = login()) {
            String input = "<source>" + Pair.HOST + "</source><service>edge</service><duration>30</duration>";
            String reply = seen(ask(client, input), () -> {
                try (Converted flow = new Converted(network, 5124)) {
                    assertEquals("hello", flow.up("hello"));
                    assertEquals("hi", flow.down("hi"));
                }
            });
            List<String> rooms = values(reply, "room");
            assertEquals(
                    List.of("listener", "convert", "subscriber", "guard", "path", "source", "server", "relay"),
                    rooms,
                    reply);
            assertEquals(1, values(reply, "conversion").stream().distinct().count(), reply);
            has(reply,
                    "<ended-by>connections</ended-by>",
                    "<reason>destination-allowed</reason>",
                    "<clause>draft S7.2</clause>",
                    "<customer-address>" + Pair.HOST + "</customer-address>",
                    "<destination-address>" + Pair.HOST + "</destination-address>",
                    "<source-address>" + Pair.MCP + "</source-address>",
                    "<format>rfc8803</format>",
                    "<customer-protocol>tcp</customer-protocol>",
                    "<bytes-up>5</bytes-up>",
                    "<bytes-down>2</bytes-down>");
        }
    }

    @Test
    void aRefusalIsToldWithItsReasonAtOnceAndInTheEnd() throws Exception {
        byte[] request = ConversionRequest.connect(InetAddress.ofLiteral(Pair.MCP), 80).encode();
        try (Ncclient client = login();
                Ncclient watcher = login()) {
            watcher.subscribe();
            String input = "<trace>own</trace><source>any</source><destination>10.0.0.0/8</destination>"
                    + "<destination-port>80</destination-port>";
            String reply = seen(ask(client, input), () -> {
                try (Socket socket = network.host().call(() -> {
                    Socket made = new Socket();
                    made.connect(new InetSocketAddress(InetAddress.ofLiteral(Pair.MCP), 5124), 20_000);
                    return made;
                })) {
                    socket.getOutputStream().write(request);
                    socket.getInputStream().readAllBytes();
                }
            });
            has(reply, "<trace>own</trace>", "<ended-by>connections</ended-by>");
            assertEquals(List.of("pass", "pass", "pass", "refuse"), values(reply, "outcome"), reply);
            assertEquals("destination-own", values(reply, "reason").getLast());
            assertEquals("subscriber", values(reply, "blame").getLast());
            String told = watcher.take("destination-own");
            has(told, "<trace>own</trace>", "<number>4</number>", "<outcome>refuse</outcome>");
            assertEquals(values(reply, "conversion").getLast(), values(told, "conversion").getFirst(), told);
        }
    }

    @Test
    void aTraceIsCancelledAndWrongOnesAreRefused() throws Exception {
        try (Ncclient client = login();
                Ncclient other = login()) {
            assertEquals("data-missing", client.tryRpc(cancel("long")).getFirst().tag());
            CompletableFuture<String> running = ask(other, "<trace>long</trace><source>192.0.2.0/24</source>"
                    + "<duration>3600</duration>");
            while (!client.tryRpc(cancel("long")).isEmpty()) {
                Thread.onSpinWait();
            }
            has(running.join(), "<ended-by>cancelled</ended-by>", "<connections>0</connections>");
            assertEquals("missing-element", client.tryRpc(trace("")).getFirst().tag());
            assertEquals(
                    "invalid-value",
                    client.tryRpc(trace("<source>10.0.0.0/40</source>")).getFirst().tag());
            has(client.rpc(trace("<source>any</source><duration>1</duration>")), "<ended-by>duration</ended-by>");
        }
    }
}
