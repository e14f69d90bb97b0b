/** What stands behind {@code |}: rooms of the command line's own, never a shell of the system. */
package io.braid.cli.pipe;
