/** Dynamic authorization (RFC 5176): servers change what a subscriber may do, or end it, while it uses the service. */
package io.braid.radius.dynamic;
