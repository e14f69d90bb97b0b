/**
 * Wiring and lifecycle of the appliance.
 */
package io.braid.appliance.main;
