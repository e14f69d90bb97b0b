package io.braid.appliance.state;

import io.braid.radius.Radius;
import io.braid.radius.client.Answer;
import io.braid.radius.packet.Attributes;
import io.braid.radius.packet.Code;
import io.braid.radius.packet.Packet;
import io.braid.radius.policy.PolicyException;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.port.Session;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import io.braid.yang.tree.Reader;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tinyradius.core.attribute.type.RadiusAttribute;

/** Asks RADIUS servers for a subscriber, for an operator to see what they say. */
public final class TestRadius implements ActionHandler {
    /** Longer than the client ever waits. */
    private static final long PATIENCE_SECONDS = 60;

    private final Radius radius;
    private final ContainerSchema output;

    public TestRadius(Radius radius, Schema schema) {
        this.radius = radius;
        this.output = schema.root().operations().stream()
                .filter(rpc -> rpc.path().equals(path()))
                .findFirst()
                .orElseThrow()
                .output();
    }

    @Override
    public String path() {
        return "/braid-radius:test-radius";
    }

    @Override
    public Branch invoke(Session session, DataPath on, Branch input) throws DatastoreException {
        Reader asked = Reader.of(input);
        String user = asked.text("user-name");
        Attributes attributes =
                radius.requests().trial(user, asked.find("address").map(InetAddress::ofLiteral).or(() -> literal(user)));
        CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
        Optional<String> server = asked.find("server");
        long began = System.nanoTime();
        if (server.isPresent()) {
            radius.client().ask(server.get(), Code.ACCESS_REQUEST, attributes, answer::complete);
        } else {
            radius.client().send(Code.ACCESS_REQUEST, attributes, one -> answer.complete(Optional.of(one)));
        }
        Answer result = awaited(answer).orElseThrow(() -> new DatastoreException(DataError.data(
                ErrorTag.INVALID_VALUE, "/braid-radius:server", "no server " + server.orElse("") + " is configured")));
        BranchBuilder to = new BranchBuilder(output);
        switch (result) {
            case Answer.None none -> to.leaf("answer", "none").leaf("reason", none.why());
            case Answer.Received received -> received(to, received);
        }
        return to.leaf("elapsed", TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began)).build();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void received(BranchBuilder to, Answer.Received received) {
        Packet packet = received.packet();
        to.leaf("answer", switch (packet.code()) {
            case ACCESS_ACCEPT -> "accept";
            case ACCESS_REJECT -> "reject";
            default -> "challenge";
        });
        to.leaf("server", received.server());
        if (packet.code() == Code.ACCESS_ACCEPT) {
            try {
                radius.policies().accept(packet.attributes());
            } catch (PolicyException e) {
                to.leaf("reason", "counts as a refusal: " + e.getMessage());
            }
        }
        to.values(
                "attribute",
                packet.attributes().list().stream()
                        .flatMap(attribute -> attribute.flatten().stream())
                        .map(TestRadius::shown)
                        .toList());
    }

    /** Whatever a server sends is shown as one line of characters that XML can hold. */
    private static String shown(RadiusAttribute attribute) {
        return (attribute.getAttributeName() + " = " + attribute.getValueString()).replaceAll("[^\\p{Print}]", ".");
    }

    private static Optional<Answer> awaited(CompletableFuture<Optional<Answer>> answer) throws DatastoreException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DatastoreException(
                    DataError.protocol(ErrorTag.OPERATION_FAILED, "the RADIUS client did not answer: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatastoreException(DataError.protocol(ErrorTag.OPERATION_FAILED, "interrupted"));
        }
    }
}
