package io.braid.radius.client;

/** Finds the next server for a request that one did not answer. */
@FunctionalInterface
interface Failover {
    void next(Exchange exchange);
}
