package io.braid.engine.linux;

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
        this(call, subject, errno, "");
    }

    /**
     * @param call name of the call
     * @param subject what it was made on
     * @param errno the positive error number
     * @param detail what the kernel said besides, or an empty string
     */
    public ErrnoException(String call, Object subject, int errno, String detail) {
        super(call + " " + subject + ": " + meaning(errno) + (detail.isEmpty() ? "" : ": " + detail));
        this.errno = errno;
    }

    /** The positive error number. */
    public int errno() {
        return errno;
    }

    /** What the kernel means by a positive error number, with its name. */
    public static String meaning(int errno) {
        return Errno.name(errno) + " (" + Errno.meaning(errno) + ")";
    }

    /** The result, or an exception when it is a negative errno. */
    public static int check(String call, Object subject, int result) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, subject, -result);
        }
        return result;
    }
}
