package io.braid.engine.source;

import io.braid.engine.config.SourceConfig;
import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Chooses the source of a server leg from the service's instructions; a born decision, never revised. */
public final class SourceSelector {
    /**
     * What was chosen.
     *
     * @param verdict the decision; a refusal when no source can be had
     * @param bind what the server leg is bound to; empty when routing chooses among the MCP's addresses
     * @param transparent whether the address is not the MCP's
     */
    public record Choice(Verdict verdict, Optional<InetSocketAddress> bind, boolean transparent) {}

    private SourceSelector() {}

    /**
     * @param config the service's instructions
     * @param customer the source of the customer's initial subflow
     * @param destination the server
     */
    public static Choice select(SourceConfig config, InetSocketAddress customer, InetSocketAddress destination) {
        boolean four = destination.getAddress() instanceof Inet4Address;
        Mode mode = four ? config.ipv4() : config.ipv6();
        Optional<? extends InetAddress> own = four ? config.ipv4Address() : config.ipv6Address();
        return switch (mode) {
            case OWN_ADDRESS ->
                new Choice(
                        Verdict.pass(Reason.SOURCE_OWN), own.map(address -> new InetSocketAddress(address, 0)), false);
            case PRESERVE -> preserve(four, customer.getAddress(), destination);
        };
    }

    private static Choice preserve(boolean four, InetAddress customer, InetSocketAddress destination) {
        if (customer instanceof Inet4Address != four) {
            Verdict refusal = Verdict.refuse(
                    Reason.SOURCE_FAMILY,
                    customer.getHostAddress() + " cannot be the source towards " + destination);
            return new Choice(refusal, Optional.empty(), false);
        }
        return new Choice(
                Verdict.pass(Reason.SOURCE_PRESERVED, customer.getHostAddress()),
                Optional.of(new InetSocketAddress(customer, 0)),
                true);
    }
}
