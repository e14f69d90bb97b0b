package io.braid.engine.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A receive buffer of a fixed size, where the kernel's own tuning does not serve. */
public final class ReceiveBuffer {
    private static final Path LIMIT = Path.of("/proc/sys/net/core/rmem_max");

    private ReceiveBuffer() {}

    /**
     * Gives a socket that is not yet connected a receive buffer of this size, in bytes as the application counts. The root
     * of a user namespace is bound by {@code net.core.rmem_max}; below it nothing is changed.
     *
     * @return whether it has it
     */
    public static boolean reserve(int fd, int bytes) throws ErrnoException {
        try {
            StreamSocket.set(fd, SocketOption.SO_RCVBUFFORCE, bytes);
            return true;
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EPERM) {
                throw e;
            }
        }
        if (Limit.BYTES < bytes) {
            return false;
        }
        StreamSocket.set(fd, SocketOption.SO_RCVBUF, bytes);
        return true;
    }

    /** Read once, and only by who needs it: the limit is the machine's. */
    private static final class Limit {
        private static final long BYTES = read();

        private Limit() {}
    }

    private static long read() {
        try {
            return Long.parseLong(new String(Files.readAllBytes(LIMIT)).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
