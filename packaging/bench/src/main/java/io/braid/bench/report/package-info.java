/** Figures, and how they are told. */
package io.braid.bench.report;
