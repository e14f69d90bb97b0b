package io.braid.engine.path;

import java.net.InetAddress;

/** Hears of access networks that come, or come back. Called by the thread that reads the kernel's events. */
@FunctionalInterface
public interface NetworkListener {
    /**
     * An address can be used from now on: its interface runs, and it has the address.
     *
     * @param interfaceName the interface
     * @param address of this host
     * @param absentMs how long it could not be used, in milliseconds; {@link Long#MAX_VALUE} when it never could
     */
    void came(String interfaceName, InetAddress address, long absentMs);
}
