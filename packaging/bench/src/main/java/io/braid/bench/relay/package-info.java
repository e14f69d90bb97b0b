/** Throughput and processor time of streams that last. */
package io.braid.bench.relay;
