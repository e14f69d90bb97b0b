/** The terminals of people, and the streams of programs, as consoles. */
package io.braid.cli.terminal;
