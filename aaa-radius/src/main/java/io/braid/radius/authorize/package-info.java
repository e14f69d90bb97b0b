/** The engine's question whether a subscriber may use a service, asked by RADIUS. */
package io.braid.radius.authorize;
