package io.braid.lab.scenario;

import io.braid.lab.net.Network;
import java.io.IOException;

/** A figure or promise of the draft, shown on real packets. */
public interface Scenario {
    About about();

    /** Sets up the network with its appliances and servers, and leaves it to the caller to look around. */
    Network stage(Context context) throws IOException;

    /** Runs it; what does not hold goes to {@link Context#expect}. */
    void run(Context context) throws IOException;
}
