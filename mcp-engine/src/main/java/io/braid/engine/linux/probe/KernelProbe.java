package io.braid.engine.linux.probe;

import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The table of abilities behind {@code braid doctor} and the engine's start. */
public final class KernelProbe {
    private KernelProbe() {}

    /**
     * Tries everything, within a few seconds. What would change the namespace is tried in a new one that vanishes
     * again, or, where the process may not make one, not at all.
     *
     * @param netNs the namespace Braid is to work in
     */
    public static List<Ability> probe(NetNs netNs) {
        List<Ability> abilities = new ArrayList<>();
        abilities.add(HostProbes.kernel());
        abilities.addAll(MptcpProbes.probe(netNs));
        abilities.addAll(InterceptProbes.probe(netNs));
        abilities.addAll(BpfProbes.probe(netNs));
        try {
            abilities.addAll(NetNs.inNew(ScratchProbes::probe));
        } catch (IOException e) {
            abilities.add(ScratchProbes.impossible(e));
        }
        abilities.addAll(HostProbes.limits(netNs));
        return List.copyOf(abilities);
    }

    /** Whether Braid works here: nothing it needs is missing. */
    public static boolean works(List<Ability> abilities) {
        return abilities.stream().noneMatch(ability -> ability.state() == Ability.State.MISSING);
    }
}
