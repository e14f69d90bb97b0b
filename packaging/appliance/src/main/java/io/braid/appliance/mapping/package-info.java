/**
 * From the tree of configuration data to the engine's records, by hand: the only place that knows both. An unchanged part
 * of the tree gives the same record object again.
 */
package io.braid.appliance.mapping;
