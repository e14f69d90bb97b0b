package io.braid.lab.figure;

import io.braid.lab.appliance.Installation;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.host.Connection;
import io.braid.lab.host.ConvertReply;
import io.braid.lab.host.ConvertRequest;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.Request;
import io.braid.lab.host.TrafficClient;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.peer.FreeRadius;
import io.braid.lab.scenario.Context;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.util.OptionalInt;

/** Customers of whom AAA servers tell a policy. */
final class PolicyCustomers {
    static final int NOT_AUTHORIZED = 32;

    private static final long BYTES = 20_000;

    private PolicyCustomers() {}

    /** A server that knows Braid's attributes, from the file that comes with it. */
    static FreeRadius.Plan plan(SingleEnded set) throws IOException {
        FreeRadius.Plan plan = new FreeRadius.Plan(set.server(), "one")
                .dictionary(Installation.found().resource("io/braid/radius/policy/dictionary.braid"));
        for (Family family : Family.values()) {
            plan.address(RadiusCustomers.server(family));
        }
        return plan;
    }

    /** A connection of a customer with this address, which is answered; the caller closes it. */
    static Connection connected(Context context, SingleEnded set, Family family, String address, int port)
            throws IOException {
        Connection connection = Dialers.tcp(set.host(), Family.address(address)).connect(family.mcp(McpDocument.PORT));
        byte[] request = ConvertRequest.connect(family.server(port));
        connection.write(request, 0, request.length);
        context.expectEquals(
                OptionalInt.empty(), ConvertReply.read(connection).error(), "answer to " + address + " about port " + port);
        return connection;
    }

    /** The error that a customer of this address is answered when it asks for the server. */
    static OptionalInt error(SingleEnded set, Family family, String address, int port) throws IOException {
        try (Connection connection =
                Dialers.tcp(set.host(), Family.address(address)).connect(family.mcp(McpDocument.PORT))) {
            byte[] request = ConvertRequest.connect(family.server(port));
            connection.write(request, 0, request.length);
            return ConvertReply.read(connection).error();
        }
    }

    /** A connection that was there before is whole to its end. */
    static void works(Context context, Connection connection, TrafficServer server) throws IOException {
        Proof.whole(context, TrafficClient.run(connection, server, Request.of(Request.Kind.EXCHANGE, BYTES, BYTES)));
    }

    /** Whether a connection was ended by the other side; waits for it. */
    static boolean ended(Connection connection) {
        try {
            return connection.read(new byte[1]) < 0;
        } catch (IOException _) {
            return true;
        }
    }
}
