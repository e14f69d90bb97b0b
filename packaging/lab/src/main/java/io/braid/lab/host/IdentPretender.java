package io.braid.lab.host;

import io.braid.lab.net.Host;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that answers where a server of RFC 1413 should, as each of the host's addresses is told to. */
public final class IdentPretender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdentPretender.class);
    private static final int PORT = 113;
    private static final int BACKLOG = 64;
    private static final int LIMIT_MS = 10_000;
    private static final int FLOOD_LINES = 10_000;

    /** What it says. */
    public enum Manner {
        /** That the connection is of the user {@code braid}. */
        USER("USERID : UNIX : braid"),
        /** That it is of another. */
        OTHER_USER("USERID : UNIX : mallory"),
        NO_USER("ERROR : NO-USER"),
        HIDDEN_USER("ERROR : HIDDEN-USER"),
        GARBAGE("\u0001\u0002 : USERID"),
        /** Nothing, and it keeps the connection. */
        SILENCE(null),
        /** Without an end. */
        FLOOD(null);

        private final String reply;

        Manner(String reply) {
            this.reply = reply;
        }
    }

    /**
     * A question it was asked.
     *
     * @param from who asked
     * @param to which of the host's addresses
     * @param line what was asked
     */
    public record Question(InetAddress from, InetAddress to, String line) {}

    private final ServerSocket listener;
    private final Map<InetAddress, Manner> manners = new ConcurrentHashMap<>();
    private final List<Question> questions = Collections.synchronizedList(new ArrayList<>());

    public IdentPretender(Host host) throws IOException {
        listener = host.netns().call(() -> {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("::", PORT), BACKLOG);
            return socket;
        });
        Thread.ofPlatform().daemon().name("identd-" + host.name()).start(this::serve);
    }

    /** How it answers at an address; at others as {@link Manner#NO_USER}. */
    public void at(InetAddress address, Manner manner) {
        manners.put(address, manner);
    }

    /** What it was asked so far. */
    public List<Question> questions() {
        return List.copyOf(questions);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket peer = listener.accept();
                Thread.ofPlatform().daemon().name("ident").start(() -> answer(peer));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.warn("event=identd-ends reason={}", e.getMessage());
                }
                return;
            }
        }
    }

    private void answer(Socket peer) {
        try (peer) {
            peer.setSoTimeout(LIMIT_MS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            questions.add(new Question(peer.getInetAddress(), peer.getLocalAddress(), String.valueOf(line)));
            Manner manner = manners.getOrDefault(peer.getLocalAddress(), Manner.NO_USER);
            if (manner == Manner.FLOOD) {
                for (int i = 0; i < FLOOD_LINES; i++) {
                    peer.getOutputStream().write("no end ".repeat(100).getBytes(StandardCharsets.ISO_8859_1));
                }
            } else if (manner.reply != null) {
                String ports = String.valueOf(line).replace(" ", "");
                peer.getOutputStream().write((ports + " : " + manner.reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            in.readLine();
        } catch (IOException _) {
            // It was cut off, as a flood should be.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
