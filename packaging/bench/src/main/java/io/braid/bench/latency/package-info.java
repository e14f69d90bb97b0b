/** What a relay adds to a round trip and to the first byte. */
package io.braid.bench.latency;
