/** What conversions cost that nothing happens on. */
package io.braid.bench.memory;
