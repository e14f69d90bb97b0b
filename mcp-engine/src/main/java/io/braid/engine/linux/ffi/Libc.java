package io.braid.engine.linux.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The system calls Braid makes, as static methods: a result that is not negative, or the negative errno.
 *
 * <p>Lengths are in bytes. Segments must be native; nothing here keeps one.
 */
public final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> CAPTURE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

    private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SOCKETPAIR =
            call("socketpair", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle BIND = call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CONNECT = call("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle LISTEN = call("listen", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle ACCEPT4 = call("accept4", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle SHUTDOWN = call("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = call("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle GETPEERNAME = call("getpeername", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SETSOCKOPT =
            call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKOPT =
            call("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RECV = call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SEND = call("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    // Heap memory goes down without a copy; only for sockets that cannot block.
    private static final MethodHandle SEND_HEAP = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("send"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT),
            Linker.Option.captureCallState("errno"),
            Linker.Option.critical(true));
    private static final MethodHandle SENDTO =
            call("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RECVFROM =
            call("recvfrom", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SENDMSG = call("sendmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RECVMSG = call("recvmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle POLL = call("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle PPOLL = call("ppoll", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle SETNS = call("setns", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle UNSHARE = call("unshare", JAVA_INT, JAVA_INT);
    private static final MethodHandle OPEN = variadic("open", 2, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle IOCTL = variadic("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle FCNTL = variadic("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BPF = variadic("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    /** glibc has no function for it: asm/unistd_64.h, asm-generic/unistd.h. */
    private static final long BPF_NUMBER = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;

    private static final MethodHandle FSOPEN = variadic("syscall", 1, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT);
    private static final MethodHandle FSCONFIG =
            variadic("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle FSMOUNT =
            variadic("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final long FSOPEN_NUMBER = 430;
    private static final long FSCONFIG_NUMBER = 431;
    private static final long FSMOUNT_NUMBER = 432;

    private static final MethodHandle IF_NAMETOINDEX = call("if_nametoindex", JAVA_INT, ADDRESS);
    private static final MethodHandle STRERROR = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private Libc() {}

    private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle variadic(String name, int fixed, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    private static int result(MemorySegment state, int value) {
        return value >= 0 ? value : -(int) ERRNO.get(state, 0L);
    }

    private static int result(MemorySegment state, long value) {
        return value >= 0 ? (int) value : -(int) ERRNO.get(state, 0L);
    }

    private static AssertionError impossible(Throwable t) {
        return new AssertionError("a downcall threw", t);
    }

    /** {@code socket(2)}: the file descriptor. */
    public static int socket(int family, int type, int protocol) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) SOCKET.invokeExact(state, family, type, protocol));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** {@code socketpair(2)}: {@code fds} takes two ints. */
    public static int socketpair(int family, int type, int protocol, MemorySegment fds) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) SOCKETPAIR.invokeExact(state, family, type, protocol, fds));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int bind(int fd, MemorySegment address, int length) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) BIND.invokeExact(state, fd, address, length));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int connect(int fd, MemorySegment address, int length) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) CONNECT.invokeExact(state, fd, address, length));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int listen(int fd, int backlog) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) LISTEN.invokeExact(state, fd, backlog));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** {@code accept4(2)}; address and length may be {@link MemorySegment#NULL}. */
    public static int accept4(int fd, MemorySegment address, MemorySegment length, int flags) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) ACCEPT4.invokeExact(state, fd, address, length, flags));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int shutdown(int fd, int how) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) SHUTDOWN.invokeExact(state, fd, how));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int close(int fd) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) CLOSE.invokeExact(state, fd));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int getsockname(int fd, MemorySegment address, MemorySegment length) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) GETSOCKNAME.invokeExact(state, fd, address, length));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int getpeername(int fd, MemorySegment address, MemorySegment length) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) GETPEERNAME.invokeExact(state, fd, address, length));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int setsockopt(int fd, int level, int name, MemorySegment value, int length) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) SETSOCKOPT.invokeExact(state, fd, level, name, value, length));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int getsockopt(int fd, int level, int name, MemorySegment value, MemorySegment length) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) GETSOCKOPT.invokeExact(state, fd, level, name, value, length));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int recv(int fd, MemorySegment buffer, long length, int flags) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (long) RECV.invokeExact(state, fd, buffer, length, flags));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int send(int fd, MemorySegment buffer, long length, int flags) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (long) SEND.invokeExact(state, fd, buffer, length, flags));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** {@code send(2)} of heap memory on a socket that does not block; the call holds up the collector, keep it short. */
    public static int sendHeap(int fd, MemorySegment buffer, long length, int flags) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (long) SEND_HEAP.invokeExact(state, fd, buffer, length, flags));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int sendto(int fd, MemorySegment buffer, long length, int flags, MemorySegment to, int toLength) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (long) SENDTO.invokeExact(state, fd, buffer, length, flags, to, toLength));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int recvfrom(
            int fd, MemorySegment buffer, long length, int flags, MemorySegment from, MemorySegment fromLength) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (long) RECVFROM.invokeExact(state, fd, buffer, length, flags, from, fromLength));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int sendmsg(int fd, MemorySegment message, int flags) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (long) SENDMSG.invokeExact(state, fd, message, flags));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int recvmsg(int fd, MemorySegment message, int flags) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (long) RECVMSG.invokeExact(state, fd, message, flags));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** {@code poll(2)}: {@code timeout} in milliseconds, -1 waits for ever. */
    public static int poll(MemorySegment fds, long count, int timeout) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) POLL.invokeExact(state, fds, count, timeout));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** {@code ppoll(2)}: {@code timeout} is a struct timespec or NULL; no signal mask. */
    public static int ppoll(MemorySegment fds, long count, MemorySegment timeout) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) PPOLL.invokeExact(state, fds, count, timeout, MemorySegment.NULL));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int setns(int fd, int type) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) SETNS.invokeExact(state, fd, type));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int unshare(int flags) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) UNSHARE.invokeExact(state, flags));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int open(MemorySegment path, int flags, int mode) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) OPEN.invokeExact(state, path, flags, mode));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int ioctl(int fd, long request, MemorySegment argument) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) IOCTL.invokeExact(state, fd, request, argument));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    public static int fcntl(int fd, int command, int argument) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (int) FCNTL.invokeExact(state, fd, command, argument));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** {@code bpf(2)}: {@code attributes} is a union bpf_attr of {@code size} bytes. */
    public static int bpf(int command, MemorySegment attributes, int size) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (long) BPF.invokeExact(state, BPF_NUMBER, command, attributes, size));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** {@code fsopen(2)}: a descriptor of a file system that is being made. */
    public static int fsopen(MemorySegment name, int flags) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (long) FSOPEN.invokeExact(state, FSOPEN_NUMBER, name, flags));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** {@code fsconfig(2)} with a command that takes nothing. */
    public static int fsconfig(int fd, int command) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (long) FSCONFIG.invokeExact(
                    state, FSCONFIG_NUMBER, fd, command, MemorySegment.NULL, MemorySegment.NULL, 0));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** {@code fsmount(2)}: a descriptor of its root, mounted nowhere. */
    public static int fsmount(int fd, int flags) {
        MemorySegment state = CAPTURE.get();
        try {
            return result(state, (long) FSMOUNT.invokeExact(state, FSMOUNT_NUMBER, fd, flags, 0));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** {@code if_nametoindex(3)} in the calling thread's namespace; 0 when there is no such interface. */
    public static int ifNameToIndex(String name) {
        MemorySegment state = CAPTURE.get();
        try (Arena arena = Arena.ofConfined()) {
            return (int) IF_NAMETOINDEX.invokeExact(state, arena.allocateFrom(name));
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** {@code strerror(3)}. */
    public static String strerror(int errno) {
        try {
            MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
            return text.reinterpret(256).getString(0);
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** Bytes of a struct pollfd array: fd, events, revents. */
    public static void pollFd(MemorySegment fds, int index, int fd, int events) {
        fds.set(JAVA_INT, index * 8L, fd);
        fds.set(JAVA_SHORT, index * 8L + 4, (short) events);
        fds.set(JAVA_SHORT, index * 8L + 6, (short) 0);
    }

    /** The returned events of entry {@code index}. */
    public static int pollEvents(MemorySegment fds, int index) {
        return fds.get(ValueLayout.JAVA_SHORT, index * 8L + 6);
    }
}
