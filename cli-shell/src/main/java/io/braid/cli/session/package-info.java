/** Who works on the command line, on what, and what the other side of the line is. */
package io.braid.cli.session;
