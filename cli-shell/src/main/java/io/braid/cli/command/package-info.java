/** The commands of both modes. What they may name, and what follows their words, is the schema's. */
package io.braid.cli.command;
