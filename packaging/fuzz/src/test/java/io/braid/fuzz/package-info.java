/**
 * Runs the fuzz targets, each in a process of its own. The targets stand in the packages of the decoders they try, some of
 * which nobody else sees.
 */
package io.braid.fuzz;
