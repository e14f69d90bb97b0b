/** The command line. */
package io.braid.bench.main;
