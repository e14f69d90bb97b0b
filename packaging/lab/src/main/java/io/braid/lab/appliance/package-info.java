/** The appliance as a process of its own, and its configuration. */
package io.braid.lab.appliance;
