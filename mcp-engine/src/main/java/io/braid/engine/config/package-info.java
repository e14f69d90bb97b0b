/**
 * The engine's configuration: immutable records, one snapshot per commit.
 *
 * <p>The engine knows no YANG: defaults live in the YANG model and nowhere here. Each record checks its own ranges, so
 * that a snapshot that exists is one the engine can honour.
 */
package io.braid.engine.config;
