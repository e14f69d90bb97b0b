/** Clients and servers that make load, on bare sockets and with a buffer for each thread. */
package io.braid.bench.load;
