package io.braid.radius.authorize;

import io.braid.engine.authorize.Authorizer;
import io.braid.engine.authorize.Decision;
import io.braid.engine.authorize.Query;
import io.braid.radius.client.Answer;
import io.braid.radius.client.RadiusClient;
import io.braid.radius.packet.Code;
import io.braid.radius.packet.Packet;
import io.braid.radius.policy.PolicyException;
import io.braid.radius.policy.PolicyReader;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks the AAA servers whether a subscriber may use the service (draft S5.3). */
public final class RadiusAuthorizer implements Authorizer {
    private final RadiusClient client;
    private final Supplier<AccessRequest> requests;
    private final Supplier<PolicyReader> policies;

    /**
     * @param requests what is told about subscribers, as it is configured now
     * @param policies how answers are understood, as it is configured now
     */
    public RadiusAuthorizer(RadiusClient client, Supplier<AccessRequest> requests, Supplier<PolicyReader> policies) {
        this.client = client;
        this.requests = requests;
        this.policies = policies;
    }

    @Override
    public void authorize(Query query, Consumer<Decision> answer) {
        client.send(Code.ACCESS_REQUEST, requests.get().of(query), result -> answer.accept(decision(result)));
    }

    private Decision decision(Answer answer) {
        return switch (answer) {
            case Answer.None none -> new Decision.Unavailable(none.why());
            case Answer.Received received -> decision(received.server(), received.packet());
        };
    }

    private Decision decision(String server, Packet packet) {
        return switch (packet.code()) {
            case ACCESS_ACCEPT -> accepted(server, packet);
            case ACCESS_REJECT -> new Decision.Deny("server " + server + " rejected it");
            // RFC 2865 §4.4: who cannot answer a challenge takes it for a reject.
            default -> new Decision.Deny("server " + server + " sent a challenge, which a source address cannot answer");
        };
    }

    private Decision accepted(String server, Packet packet) {
        try {
            return new Decision.Permit(policies.get().accept(packet.attributes()), "server " + server + " accepted it");
        } catch (PolicyException e) {
            return new Decision.Deny("server " + server + " accepted it with what cannot be applied: " + e.getMessage());
        }
    }
}
