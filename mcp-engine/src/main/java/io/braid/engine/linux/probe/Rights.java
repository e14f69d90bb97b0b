package io.braid.engine.linux.probe;

import io.braid.engine.linux.Errno;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.netlink.PathEvent;
import io.braid.engine.linux.netlink.PathEvents;
import java.io.IOException;

/** What this process may do. */
public final class Rights {
    private Rights() {}

    /**
     * Whether it may administer the network of a namespace (CAP_NET_ADMIN), found by trying what needs that and changes
     * nothing.
     *
     * @throws IOException if it cannot be tried: the kernel has no MPTCP
     */
    public static boolean administers(NetNs netns) throws IOException {
        try (PathEvents _ = PathEvents.in(netns, new PathEvents.Listener() {
            @Override
            public void event(PathEvent event) {
                // Nobody waits for it.
            }

            @Override
            public void overrun() {
                // Nothing of it was wanted.
            }
        })) {
            return true;
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EPERM) {
                return false;
            }
            throw e;
        }
    }
}
