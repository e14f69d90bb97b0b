/** The relays that are compared, as processes of their own. */
package io.braid.bench.proxy;
