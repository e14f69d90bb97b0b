/**
 * Private networks for tests: hosts are network namespaces, cables are veth pairs, everything goes away with the test.
 */
package io.braid.engine.testing;
