/**
 * Tables: declared as data over the model, filled from the same instances that are shown as JSON, so that the two cannot
 * disagree.
 */
package io.braid.cli.table;
