/** How RADIUS is configured; each record checks its own ranges. */
package io.braid.radius.config;
