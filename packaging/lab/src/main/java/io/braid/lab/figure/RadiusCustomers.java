package io.braid.lab.figure;

import io.braid.lab.appliance.McpDocument;
import io.braid.lab.host.Connection;
import io.braid.lab.host.ConvertRequest;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.host.WholeAnswer;
import io.braid.lab.scenario.Context;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.HexFormat;

/** Customers whom AAA servers know, and others. Each address of the host is a subscriber of its own. */
final class RadiusCustomers {
    static final int PORT = 8080;

    private static final String ERROR = "010222631e01";

    /** Error 32 (RFC 8803 Section 4.2.8). */
    private static final String NOT_AUTHORIZED = ERROR + "2000";

    /** Error 64, and to come again after 30 seconds: nobody can tell now. */
    private static final String NOT_NOW = ERROR + "401e";

    private static final long BYTES = 20_000;

    private RadiusCustomers() {}

    /** What AAA servers call the customer of the first access network; of IPv6 it is a prefix. */
    static String first(Family family) {
        return family == Family.IPV4 ? family.first() : "fd01::/64";
    }

    /** The same of the second access network. */
    static String second(Family family) {
        return family == Family.IPV4 ? family.second() : "fd02::/64";
    }

    /** What the conversion point calls the customer of the first access network. */
    static String key(Family family) {
        return family == Family.IPV4 ? family.first() + "/32" : first(family);
    }

    /** Where AAA servers are. */
    static String server(Family family) {
        return family == Family.IPV4 ? "10.9.0.2" : "fd09::2";
    }

    /** The customer of the first access network is served, over MPTCP. */
    static void served(Context context, SingleEnded set, Family family, TrafficServer server) throws IOException {
        Proof.whole(
                context,
                TrafficClient.run(
                        set.inData(family),
                        family.server(PORT),
                        server,
                        Request.of(Request.Kind.EXCHANGE, BYTES, BYTES)));
    }

    /** What a customer of this address is answered when it asks for the server, in hexadecimal digits, to the end. */
    private static WholeAnswer asked(SingleEnded set, Family family, String address) throws IOException {
        try (Connection connection =
                Dialers.tcp(set.host(), Family.address(address)).connect(family.mcp(McpDocument.PORT))) {
            return WholeAnswer.to(connection, ConvertRequest.connect(family.server(PORT)));
        }
    }

    /** The first words of the answer to a customer of this address, which leaves then; in hexadecimal digits. */
    private static String greeting(SingleEnded set, Family family, String address) throws IOException {
        try (Connection connection =
                Dialers.tcp(set.host(), Family.address(address)).connect(family.mcp(McpDocument.PORT))) {
            byte[] request = ConvertRequest.connect(family.server(PORT));
            connection.write(request, 0, request.length);
            byte[] answer = new byte[NOT_AUTHORIZED.length() / 2];
            int length = Math.max(0, connection.read(answer));
            return HexFormat.of().formatHex(answer, 0, length);
        }
    }

    /** Whether a customer of this address is served; it leaves at once. */
    static boolean isServed(SingleEnded set, Family family, String address) throws IOException {
        String greeting = greeting(set, family, address);
        return !greeting.isEmpty() && !greeting.startsWith(ERROR);
    }

    /** Nobody can tell whether a customer of this address may be served. */
    static void notNow(Context context, SingleEnded set, Family family, String address) throws IOException {
        context.expectEquals(
                new WholeAnswer(NOT_NOW, false), asked(set, family, address), "answer to a request of " + address);
    }

    /** A customer of this address is refused, with Error 32 (RFC 8803 Section 4.2.8). */
    static void refused(Context context, SingleEnded set, Family family, String address) throws IOException {
        context.expectEquals(
                new WholeAnswer(NOT_AUTHORIZED, false), asked(set, family, address), "answer to a request of " + address);
    }
}
