package io.braid.engine.concentrator;

import java.net.InetSocketAddress;

/**
 * A concentrator as it is reached over one access network: what was learned of it holds for that network only.
 *
 * @param concentrator its address and Convert port
 * @param access name of the interface to the access network; empty when routing chooses
 */
public record Attachment(InetSocketAddress concentrator, String access) {
    /** The same with an access network that may be null. */
    public static Attachment of(InetSocketAddress concentrator, String access) {
        return new Attachment(concentrator, access == null ? "" : access);
    }

    @Override
    public String toString() {
        return concentrator.getAddress().getHostAddress() + " port " + concentrator.getPort()
                + (access.isEmpty() ? "" : " over " + access);
    }
}
