/**
 * What this kernel and machine can do, as data: each ability is tried, not guessed from a version.
 */
package io.braid.engine.linux.probe;
