/** NETCONF clients that others wrote, driving an appliance. */
package io.braid.lab.peer;
