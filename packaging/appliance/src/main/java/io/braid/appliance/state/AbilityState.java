package io.braid.appliance.state;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.probe.Ability;
import io.braid.engine.linux.probe.KernelProbe;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.tree.Branch;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel can do. Tried when somebody asks for the first time: that takes a few seconds. */
public final class AbilityState implements StateProvider {
    private final NetNs netns;
    private List<Ability> abilities;

    public AbilityState(NetNs netns) {
        this.netns = netns;
    }

    @Override
    public String path() {
        return "/braid-mcp:mcp/kernel/ability";
    }

    private synchronized List<Ability> abilities() {
        if (abilities == null) {
            abilities = KernelProbe.probe(netns);
        }
        return abilities;
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        return abilities().stream().map(ability -> {
            BranchBuilder entry = new BranchBuilder(query.node())
                    .leaf("name", ability.name())
                    .leaf("state", ability.state())
                    .leaf("purpose", ability.purpose())
                    .leaf("seen", ability.seen());
            if (!ability.remedy().isEmpty()) {
                entry.leaf("remedy", ability.remedy());
            }
            return entry.build();
        });
    }
}
