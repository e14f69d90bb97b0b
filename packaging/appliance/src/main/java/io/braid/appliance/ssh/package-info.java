/** The one SSH server of the appliance: host keys, users, limits. What it serves, subsystems and shells, is given to it. */
package io.braid.appliance.ssh;
