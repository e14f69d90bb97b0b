package io.braid.netconf.session;

import io.braid.netconf.operation.Operations;
import io.braid.yang.datastore.Datastore;
import java.util.List;

/**
 * What all sessions have in common.
 *
 * @param datastore the configuration
 * @param operations what can be asked for
 * @param capabilities what the hello tells
 * @param limits what a session may ask of the appliance
 * @param table the open sessions
 * @param events where sessions tell of themselves, and what subscriptions are to
 * @param deadlines ends sessions that are silent
 */
public record SessionContext(
        Datastore datastore,
        Operations operations,
        List<String> capabilities,
        NetconfLimits limits,
        SessionTable table,
        BaseEvents events,
        Deadlines deadlines) {}
