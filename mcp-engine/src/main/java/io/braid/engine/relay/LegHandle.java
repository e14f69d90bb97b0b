package io.braid.engine.relay;

import io.braid.engine.linux.LoopHandle;

/** A leg's descriptor on its loop. */
final class LegHandle extends LoopHandle {
    private final ConversionLoop loop;
    private final Live live;
    private final Leg leg;

    LegHandle(ConversionLoop loop, Live live, Leg leg) {
        super(leg.fd);
        this.loop = loop;
        this.live = live;
        this.leg = leg;
    }

    @Override
    protected void ready(int events) {
        loop.ready(live, leg, events);
    }
}
