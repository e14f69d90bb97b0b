/**
 * The only room with foreign functions: sockets, epoll, netlink, nftables, sysctls and namespaces of Linux.
 */
package io.braid.engine.linux;
