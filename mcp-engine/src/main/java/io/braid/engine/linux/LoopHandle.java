package io.braid.engine.linux;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;

/**
 * A descriptor on Netty's epoll event loop without a Channel: one {@code epoll_ctl} in its life.
 *
 * <p>{@link #ready} runs on the loop and must not throw; a stale event can arrive after the descriptor's number was used
 * again, which is harmless as no operation blocks.
 */
public abstract class LoopHandle implements EpollIoHandle {
    public static final int IN = 0x1;
    public static final int OUT = 0x4;
    public static final int ERR = 0x8;
    public static final int HUP = 0x10;
    public static final int RDHUP = 0x2000;
    /** Of several loops that wait for one listener, only some are woken. */
    public static final int EXCLUSIVE = 1 << 28;
    /** An event is told once per change. */
    public static final int EDGE = 1 << 31;

    private static final EpollIoOps LEG = EpollIoOps.valueOf(IN | OUT | RDHUP | EDGE);
    private static final EpollIoOps LISTENER = EpollIoOps.valueOf(IN | EXCLUSIVE);

    private final FileDescriptor descriptor;
    private IoRegistration registration;

    protected LoopHandle(int fd) {
        this.descriptor = new FileDescriptor(fd);
    }

    /** What happened: a set of the bits above. */
    protected abstract void ready(int events);

    /** Starts to listen for everything on a leg, edge-triggered. */
    public final void registerLeg(IoEventLoop loop, IntConsumer failed) {
        register(loop, LEG, failed);
    }

    /** Starts to listen for pending connections, level-triggered. */
    public final void registerListener(IoEventLoop loop, IntConsumer failed) {
        register(loop, LISTENER, failed);
    }

    private void register(IoEventLoop loop, EpollIoOps ops, IntConsumer failed) {
        loop.register(this).addListener(future -> {
            if (!future.isSuccess()) {
                failed.accept(descriptor.intValue());
                return;
            }
            registration = (IoRegistration) future.getNow();
            try {
                registration.submit(ops);
            } catch (UncheckedIOException e) {
                failed.accept(descriptor.intValue());
            }
        });
    }

    @Override
    public final void handle(IoRegistration from, IoEvent event) {
        ready(((EpollIoEvent) event).ops().value());
    }

    @Override
    public final FileDescriptor fd() {
        return descriptor;
    }

    /** Leaves the loop and closes the descriptor; on the loop's thread. */
    public final void closeNow() {
        try {
            descriptor.close();
        } catch (IOException e) {
            // The number is free in any case (close(2)); nothing is left to do.
        }
        release();
    }

    /** Leaves the loop and keeps the descriptor open; on the loop's thread. */
    public final void release() {
        if (registration != null) {
            registration.cancel();
            registration = null;
        }
    }

    @Override
    public final void close() {
        // The loop ends: whoever owns the descriptor closes it.
    }
}
