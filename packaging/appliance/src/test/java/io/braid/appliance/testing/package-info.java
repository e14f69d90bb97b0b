/** A running appliance for tests: its network, its process, its clients. */
package io.braid.appliance.testing;
