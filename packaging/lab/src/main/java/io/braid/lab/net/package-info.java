/** Namespaces, cables and hosts, and what a run leaves behind. */
package io.braid.lab.net;
