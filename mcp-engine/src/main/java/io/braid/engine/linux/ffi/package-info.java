/**
 * Downcalls into libc. Only the linux room and its sub-rooms may use this package; every call answers with its result or
 * the negative errno, and allocates nothing.
 */
package io.braid.engine.linux.ffi;
