package io.braid.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.engine.config.SourceConfig.Mode;
import io.braid.engine.testing.Conditions;
import io.braid.engine.testing.MptcpPeer;
import io.braid.engine.testing.ProxyTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Four bulk transfers once sat three to one on two loops, since the loop that woke first accepted whatever waited: one
 * processor was busy while the other was idle.
 */
@Timeout(60)
class PlacementTest {
    private static final int PEERS = 8;
    /** Conversions of different loops differ above this bit of their identifiers. */
    private static final int LOOP_BIT = 52;

    @Test
    void connectionsThatLastAreSpreadOverTheLoops() throws Exception {
        List<MptcpPeer> peers = new ArrayList<>();
        try (ProxyTopology lab = ProxyTopology.create();
                Engine engine = Engine.start(
                        lab.mcp().netNs(), EngineConfigs.downstream(Mode.OWN_ADDRESS, ProxyTopology.MCP4))) {
            lab.client().sysctl("net.ipv4.tcp_fastopen", "5");
            byte[] halfRequest = {1, 6};
            for (int i = 0; i < PEERS; i++) {
                peers.add(MptcpPeer.connect(lab.client(), ProxyTopology.MCP4, EngineConfigs.PORT, halfRequest));
            }
            Conditions.await(() -> total(byLoop(engine)) == PEERS);
            assertEquals(Map.of(0L, PEERS / 2, 1L, PEERS / 2), byLoop(engine));
        } finally {
            peers.forEach(MptcpPeer::close);
        }
    }

    private static Map<Long, Integer> byLoop(Engine engine) {
        Map<Long, Integer> counts = new TreeMap<>();
        engine.forEachConversion(c -> {
            synchronized (counts) {
                counts.merge(c.id() >> LOOP_BIT, 1, Integer::sum);
            }
        });
        return counts;
    }

    private static int total(Map<Long, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
