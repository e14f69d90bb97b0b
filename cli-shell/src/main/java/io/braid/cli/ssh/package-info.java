/** The command line as the shell and the commands of an SSH server. */
package io.braid.cli.ssh;
