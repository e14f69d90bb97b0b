/** RADIUS packets as bytes and as attributes; no I/O. */
package io.braid.radius.packet;
