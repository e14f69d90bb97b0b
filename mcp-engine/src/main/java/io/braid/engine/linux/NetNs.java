package io.braid.engine.linux;

import io.braid.engine.linux.ffi.Libc;
import io.braid.engine.linux.netlink.LinkEvents;
import io.braid.engine.linux.netlink.PathEvents;
import io.braid.engine.linux.netlink.PathManager;
import io.braid.engine.linux.netlink.Routes;
import io.braid.engine.linux.netlink.SockDiag;
import io.braid.engine.linux.nft.Nft;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A network namespace, and the maker of everything that lives in one: sockets, netlink, nftables, sysctls. A socket stays
 * in the namespace it was made in, so one process can serve several.
 */
public final class NetNs {
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int O_RDONLY_CLOEXEC = 0x80000;
    private static final NetNs CURRENT = new NetNs(null);

    private final Path path;

    private NetNs(Path path) {
        this.path = path;
    }

    /** The namespace this process runs in. */
    public static NetNs current() {
        return CURRENT;
    }

    /** A namespace made by {@code ip netns add NAME}. */
    public static NetNs named(String name) {
        return at(Path.of("/run/netns", name));
    }

    /** The namespace behind a file such as {@code /proc/PID/ns/net}. */
    public static NetNs at(Path path) {
        return new NetNs(path);
    }

    /** Whether this is the process's own namespace. */
    public boolean isCurrent() {
        return path == null;
    }

    /**
     * Runs work with the calling thread's view in this namespace. In a foreign namespace it runs on a thread of its own,
     * which ends with the work: the caller's namespace is never changed.
     */
    public <T> T call(Callable<T> work) throws IOException {
        if (isCurrent()) {
            return finish(new FutureTask<>(work), true);
        }
        return finish(
                new FutureTask<>(() -> {
                    enter();
                    return work.call();
                }),
                false);
    }

    /**
     * Runs work in a new and empty namespace, where {@link #current} means that one. It vanishes with the work and with
     * the sockets made in it. Needs CAP_SYS_ADMIN.
     */
    public static <T> T inNew(Callable<T> work) throws IOException {
        return NetNs.at(Path.of("/proc/thread-self/ns/net")).finish(
                new FutureTask<>(() -> {
                    ErrnoException.check("unshare", "CLONE_NEWNET", Libc.unshare(CLONE_NEWNET));
                    return work.call();
                }),
                false);
    }

    private <T> T finish(FutureTask<T> task, boolean here) throws IOException {
        if (here) {
            task.run();
        } else {
            Thread.ofPlatform().daemon().name("netns-" + path.getFileName()).start(task);
        }
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in namespace " + this, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IOException("in namespace " + this + ": " + e.getCause(), e.getCause());
        }
    }

    /**
     * A platform thread whose whole life is spent in this namespace; plain {@code java.net} sockets made on it live here
     * too.
     */
    public Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).unstarted(() -> {
            try {
                enter();
            } catch (ErrnoException e) {
                throw new java.io.UncheckedIOException(e);
            }
            work.run();
        });
    }

    private void enter() throws ErrnoException {
        if (isCurrent()) {
            return;
        }
        int fd;
        try (Arena arena = Arena.ofConfined()) {
            fd = ErrnoException.check(
                    "open", path, Libc.open(arena.allocateFrom(path.toString()), O_RDONLY_CLOEXEC, 0));
        }
        try {
            ErrnoException.check("setns", path, Libc.setns(fd, CLONE_NEWNET));
        } finally {
            Libc.close(fd);
        }
    }

    /**
     * A socket of this namespace, non-blocking and close-on-exec.
     *
     * @return its file descriptor, owned by the caller
     */
    public int socket(int family, int type, int protocol) throws IOException {
        int flags = type | StreamSocket.SOCK_NONBLOCK | StreamSocket.SOCK_CLOEXEC;
        if (isCurrent()) {
            return open(family, flags, protocol);
        }
        return call(() -> open(family, flags, protocol));
    }

    /** A dual-stack stream socket, not yet bound. */
    public int stream(StreamSocket.Protocol protocol) throws IOException {
        return socket(SockAddr.AF_INET6, StreamSocket.SOCK_STREAM, protocol.number());
    }

    /** Commands to the MPTCP connections of this namespace. */
    public PathManager pathManager() throws IOException {
        return PathManager.in(this);
    }

    /** Subscribes to the events of MPTCP connections; joins are accepted from now on. */
    public PathEvents pathEvents(PathEvents.Listener listener) throws IOException {
        return PathEvents.in(this, listener);
    }

    /** Interfaces, addresses, rules and routes. */
    public Routes routes() throws IOException {
        return Routes.in(this);
    }

    /** Subscribes to changes of interfaces and addresses. */
    public LinkEvents linkEvents(LinkEvents.Listener listener) throws IOException {
        return LinkEvents.in(this, listener);
    }

    /** The packet filter. */
    public Nft nft() {
        return Nft.in(this);
    }

    /** The kernel's list of TCP sockets. */
    public SockDiag sockDiag() throws IOException {
        return SockDiag.in(this);
    }

    /** Sysctls, with a memory of what they were. */
    public Sysctls sysctls() {
        return Sysctls.in(this);
    }

    private static int open(int family, int type, int protocol) throws ErrnoException {
        return ErrnoException.check(
                "socket", "family " + family + " protocol " + protocol, Libc.socket(family, type, protocol));
    }

    @Override
    public String toString() {
        return isCurrent() ? "current" : path.toString();
    }
}
