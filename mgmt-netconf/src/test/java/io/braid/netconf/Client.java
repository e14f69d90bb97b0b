package io.braid.netconf;

import io.braid.netconf.frame.FrameReader;
import io.braid.netconf.frame.FrameWriter;
import io.braid.netconf.frame.MessageInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;

/** A NETCONF client over SSHD's own client. A second one can share the connection of the first. */
public final class Client implements AutoCloseable {
    private static final String HELLO =
            """
            <hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities>\
            <capability>urn:ietf:params:netconf:base:%s</capability></capabilities></hello>""";

    private final SshClient ssh;
    private final ClientSession session;
    private final ChannelSubsystem channel;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final AtomicInteger ids = new AtomicInteger(100);
    private final boolean owner;

    private Client(SshClient ssh, ClientSession session, boolean owner) throws IOException {
        this.ssh = ssh;
        this.session = session;
        this.owner = owner;
        channel = session.createSubsystemChannel("netconf");
        channel.open().verify(10, TimeUnit.SECONDS);
        reader = new FrameReader(channel.getInvertedOut(), 100_000_000);
        writer = new FrameWriter(channel.getInvertedIn());
    }

    /** Connects, and says nothing yet. */
    public static Client silent(int port) throws IOException {
        SshClient ssh = SshClient.setUpDefaultClient();
        ssh.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        ssh.start();
        ClientSession session =
                ssh.connect("ann", "127.0.0.1", port).verify(10, TimeUnit.SECONDS).getSession();
        session.addPasswordIdentity("secret");
        session.auth().verify(10, TimeUnit.SECONDS);
        return new Client(ssh, session, true);
    }

    /** Connects, and exchanges hellos of base:1.1. */
    public static Client connect(int port) throws IOException {
        return silent(port).greet("1.1");
    }

    /** A further session on the same connection. */
    public Client another() throws IOException {
        return new Client(ssh, session, false).greet("1.1");
    }

    /** Exchanges hellos. */
    public Client greet(String version) throws IOException {
        receive().orElseThrow();
        send(HELLO.formatted(version));
        if (version.equals("1.1")) {
            reader.chunked();
            writer.chunked();
        }
        return this;
    }

    /** Sends a message. */
    public void send(String message) throws IOException {
        try (OutputStream out = writer.message()) {
            out.write(message.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends bytes without any framing. */
    public void raw(String bytes) throws IOException {
        channel.getInvertedIn().write(bytes.getBytes(StandardCharsets.UTF_8));
        channel.getInvertedIn().flush();
    }

    /** The next message; empty at the end. */
    public Optional<String> receive() throws IOException {
        Optional<MessageInput> message = reader.next();
        return message.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(message.get().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Performs an operation; what is in the reply. */
    public String call(String operation) throws IOException {
        int id = ids.getAndIncrement();
        send("<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"" + id + "\">" + operation + "</rpc>");
        String reply = receive().orElseThrow();
        String head = "<rpc-reply xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"" + id + "\">";
        if (!reply.startsWith(head) || !reply.endsWith("</rpc-reply>")) {
            throw new AssertionError("no reply to " + id + ": " + reply);
        }
        return reply.substring(head.length(), reply.length() - "</rpc-reply>".length());
    }

    /** Merges configuration into the candidate. */
    public String edit(String config) throws IOException {
        return call("<edit-config><target><candidate/></target><config>" + config + "</config></edit-config>");
    }

    /** What get-config tells of running. */
    public String running() throws IOException {
        return call("<get-config><source><running/></source></get-config>");
    }

    /** Whether the server has closed the session, now or in the next seconds. */
    public boolean ended() throws IOException {
        return receive().isEmpty();
    }

    @Override
    public void close() throws IOException {
        // At once means that the server is not told, which counts where the connection goes on.
        channel.close(false).await(5, TimeUnit.SECONDS);
        if (owner) {
            session.close(true);
            ssh.stop();
        }
    }
}
