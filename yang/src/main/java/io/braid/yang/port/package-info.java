/** What the datastore asks of the rest of the appliance, and what all that manage it have in common. */
package io.braid.yang.port;
