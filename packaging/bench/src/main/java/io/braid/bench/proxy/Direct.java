package io.braid.bench.proxy;

import io.braid.bench.bed.Middle;
import io.braid.bench.load.Target;

/** No relay: the kernel forwards. Shows what the machine and the load generator can do at most. */
public final class Direct implements Proxy {
    private final Middle middle;

    public Direct(Middle middle) {
        this.middle = middle;
    }

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public Target target(Mode mode, int port) {
        return new Target(mode.client(), middle.server(port), Target.NO_REQUEST);
    }

    @Override
    public CpuTime cpu() {
        return CpuTime.NONE;
    }

    @Override
    public void close() {
        // Nothing runs.
    }
}
