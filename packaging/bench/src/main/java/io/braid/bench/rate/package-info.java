/** Short connections: how many a second, and what each costs. */
package io.braid.bench.rate;
