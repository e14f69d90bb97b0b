/** Follows single connections through the rooms: every decision about them, and what was known when it was taken. */
package io.braid.engine.trace;
