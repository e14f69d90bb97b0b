package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Errno;
import java.io.IOException;

/** A system call that failed: which one, on what, and what the kernel meant. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * @param call name of the call, for example {@code bind}
     * @param subject what it was made on: an address, an option, a file
     * @param errno the positive error number
     */
    public ErrnoException(String call, Object subject, int errno) {
        super(call + " " + subject + ": " + Errno.name(errno) + " (" + Errno.meaning(errno) + ")");
        this.errno = errno;
    }

    /** The positive error number. */
    public int errno() {
        return errno;
    }

    /** The result, or an exception when it is a negative errno. */
    public static int check(String call, Object subject, int result) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, subject, -result);
        }
        return result;
    }
}
