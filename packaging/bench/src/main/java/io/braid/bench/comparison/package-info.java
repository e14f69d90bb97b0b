/** What a bench is, and how long it may take. */
package io.braid.bench.comparison;
