/** The network of every bench. */
package io.braid.bench.bed;
