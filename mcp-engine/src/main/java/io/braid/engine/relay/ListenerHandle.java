package io.braid.engine.relay;

import io.braid.engine.linux.LoopHandle;
import io.braid.engine.linux.PeerAddress;
import io.braid.engine.linux.StreamSocket;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** A listener as one loop sees it; several loops share its descriptor, and the kernel wakes some of them. */
final class ListenerHandle extends LoopHandle {
    /** Connections accepted in one turn; more make another event, here or on another loop. */
    private static final int BATCH = 8;

    private final ConversionLoop loop;
    private final Placement placement;
    private final int fd;
    private final Ingress ingress;
    private final InetSocketAddress local;
    private final PeerAddress peer = new PeerAddress();
    private final Supplier<Service> service;
    private final Runnable exhausted;

    /**
     * @param placement chooses among all loops
     * @param local the address and port that all its connections come to; null when they come to many
     * @param service the service as it is configured now
     * @param exhausted called when the process has no descriptor left for another connection
     */
    ListenerHandle(
            ConversionLoop loop,
            Placement placement,
            int fd,
            Ingress ingress,
            InetSocketAddress local,
            Supplier<Service> service,
            Runnable exhausted) {
        super(fd);
        this.loop = loop;
        this.placement = placement;
        this.fd = fd;
        this.ingress = ingress;
        this.local = local;
        this.service = service;
        this.exhausted = exhausted;
    }

    @Override
    protected void ready(int events) {
        for (int i = 0; i < BATCH; i++) {
            int accepted = StreamSocket.accept(fd, peer);
            if (accepted >= 0) {
                placement.choose(loop).take(service.get(), new Arrival(accepted, ingress, peer.last(), local));
            } else if (StreamSocket.exhausted(accepted)) {
                exhausted.run();
                return;
            } else if (accepted == StreamSocket.WOULD_BLOCK) {
                return;
            }
            // Anything else is the fate of one connection that was gone before it was accepted (accept(2)).
        }
    }
}
