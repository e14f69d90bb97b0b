package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;

/** Room for the address of whoever is accepted, which saves to ask for it; for one thread. */
public final class PeerAddress {
    private final MemorySegment address;
    private final MemorySegment length;

    public PeerAddress() {
        Arena arena = Arena.ofAuto();
        this.address = arena.allocate(SockAddr.STORAGE_BYTES, 8);
        this.length = arena.allocate(ValueLayout.JAVA_INT);
    }

    int accept(int listener, int flags) {
        length.set(ValueLayout.JAVA_INT, 0, SockAddr.STORAGE_BYTES);
        return Libc.accept4(listener, address, length, flags);
    }

    /** The address of the peer that was accepted last. */
    public InetSocketAddress last() {
        return SockAddr.decode(address, 0);
    }
}
