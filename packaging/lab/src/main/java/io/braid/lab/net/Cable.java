package io.braid.lab.net;

import io.braid.lab.link.Forwarder;
import io.braid.lab.link.Shape;
import java.io.IOException;
import java.util.Optional;

/** A link between two hosts, with a shape for each direction. Can be taken down and up again. */
public final class Cable {
    private final String name;
    private final Port a;
    private final Port b;
    private final Shape down;
    private final Shape up;
    private Forwarder forwarder;

    Cable(String name, Port a, Port b, Shape down, Shape up) {
        this.name = name;
        this.a = a;
        this.b = b;
        this.down = down;
        this.up = up;
    }

    /** Unique within the network. */
    public String name() {
        return name;
    }

    public Port a() {
        return a;
    }

    public Port b() {
        return b;
    }

    /** Shape of the direction from A to B. */
    public Shape down() {
        return down;
    }

    /** Shape of the direction from B to A. */
    public Shape up() {
        return up;
    }

    /** The forwarder, on a cable with delay or loss whose network is up. */
    public Optional<Forwarder> forwarder() {
        return Optional.ofNullable(forwarder);
    }

    boolean needsForwarder() {
        return down.needsForwarder() || up.needsForwarder();
    }

    /** Interface of the wire namespace towards A. */
    String wireA() {
        return name + ".a";
    }

    /** Interface of the wire namespace towards B. */
    String wireB() {
        return name + ".b";
    }

    Forwarder start(Host wire, long seed) throws IOException {
        forwarder = new Forwarder(wire.netns(), wireA(), wireB(), down, up, seed);
        return forwarder;
    }
}
