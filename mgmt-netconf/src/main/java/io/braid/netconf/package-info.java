/**
 * NETCONF over streams, offered to the appliance's SSH server as a subsystem. Imports the datastore only.
 */
package io.braid.netconf;
