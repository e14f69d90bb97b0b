/** Authorization by RADIUS, beside radclient. */
package io.braid.bench.radius;
