package io.braid.engine.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TestNetTest {
    @Test
    void theClientReachesTheServerByBothAccessNetworksAndNothingIsLeftBehind() throws Exception {
        Path handle;
        try (ProxyTopology net = ProxyTopology.create()) {
            handle = Path.of("/run/netns", net.mcp().namespace());
            assertTrue(Files.exists(handle));
            connect(net, "10.1.0.2", ProxyTopology.SERVER4);
            connect(net, "10.2.0.2", ProxyTopology.SERVER4);
            connect(net, "fd01::2", ProxyTopology.SERVER6);
            connect(net, "fd02::2", ProxyTopology.SERVER6);
        }
        assertFalse(Files.exists(handle));
    }

    private static void connect(ProxyTopology net, String from, String to) throws Exception {
        ServerSocket listener = net.server().netNs().call(() -> new ServerSocket(0));
        try (listener;
                Socket socket = net.client().netNs().call(() -> {
                    Socket s = new Socket();
                    s.bind(new InetSocketAddress(from, 0));
                    s.connect(new InetSocketAddress(to, listener.getLocalPort()), 5000);
                    return s;
                });
                Socket accepted = listener.accept()) {
            assertEquals(socket.getLocalSocketAddress(), accepted.getRemoteSocketAddress());
        }
    }
}
