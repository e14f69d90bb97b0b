/**
 * What can be said: places of a command line, each of which knows the words that can follow. Parsing, completion and help
 * are three ways to go through the same places. Those for paths and values are renderings of the schema.
 */
package io.braid.cli.grammar;
