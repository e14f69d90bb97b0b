/**
 * RADIUS: authorization of subscribers, accounting and dynamic authorization. Imports the engine's ports only.
 */
package io.braid.radius;
