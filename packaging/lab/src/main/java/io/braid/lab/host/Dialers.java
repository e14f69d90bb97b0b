package io.braid.lab.host;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.SocketOption;
import io.braid.engine.linux.StreamSocket;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;

/** The ways a client of the lab connects. */
public final class Dialers {
    private static final int CONNECT_MS = 20_000;

    private Dialers() {}

    /** Plain TCP. */
    public static Dialer tcp(Host host) {
        return tcp(host, null);
    }

    /** Plain TCP from one of the host's addresses; null leaves it to routing. */
    public static Dialer tcp(Host host, InetAddress from) {
        return server -> host.netns().call(() -> {
            Socket socket = new Socket();
            try {
                socket.bind(from == null ? null : new InetSocketAddress(from, 0));
                socket.connect(server, CONNECT_MS);
                return new TcpConnection(socket);
            } catch (IOException e) {
                socket.close();
                throw new IOException("TCP from " + host.name() + " to " + server + ": " + e.getMessage(), e);
            }
        });
    }

    /** MPTCP straight to the server. */
    public static Dialer mptcp(Host host) {
        return server -> mptcp(host, server);
    }

    /** An MPTCP connection straight to the server. */
    public static MptcpConnection mptcp(Host host, InetSocketAddress server) throws IOException {
        return open(host.netns(), server, new byte[0]);
    }

    /** MPTCP to a conversion point, which is told the server in the data of the SYN (RFC 8803 §4.1, RFC 7413). */
    public static ConvertDialer convertInSyn(Host host, InetSocketAddress mcp) {
        return new ConvertDialer(host.netns(), mcp, true);
    }

    /** The same, the server being told by the first data after the handshake. */
    public static ConvertDialer convertInData(Host host, InetSocketAddress mcp) {
        return new ConvertDialer(host.netns(), mcp, false);
    }

    /** Plain TCP to a conversion point, which is told the server by the first data (RFC 8803 §4.1). */
    public static Dialer convertOverTcp(Host host, InetSocketAddress mcp) {
        return server -> {
            Connection connection = tcp(host).connect(mcp);
            try {
                byte[] request = ConvertRequest.connect(server);
                connection.write(request, 0, request.length);
                ConvertReply.read(connection).demandAccepted(server);
                return connection;
            } catch (IOException e) {
                connection.close();
                throw e;
            }
        };
    }

    /** MPTCP to a conversion point with these bytes as the request, in the data of the SYN; whatever server is asked for. */
    public static Dialer asking(Host host, InetSocketAddress mcp, byte[] request) {
        return server -> {
            MptcpConnection connection = open(host.netns(), mcp, request);
            try {
                ConvertReply.read(connection).demandAccepted(server);
                return connection;
            } catch (IOException e) {
                connection.close();
                throw e;
            }
        };
    }

    /** MPTCP to a conversion point, with an Information Element of MP_CONVERT in the data of the SYN. */
    public static Dialer informationElement(Host host, InetSocketAddress mcp, boolean namesPort) {
        return elements(host, mcp, server -> InformationElement.of(server, namesPort));
    }

    /** The same with two elements, the second one naming a source. */
    public static Dialer informationElements(Host host, InetSocketAddress mcp, InetSocketAddress source) {
        return elements(host, mcp, server -> InformationElement.of(server, source));
    }

    private static Dialer elements(Host host, InetSocketAddress mcp, Function<InetSocketAddress, byte[]> encoder) {
        return server -> {
            byte[] element = encoder.apply(server);
            MptcpConnection connection = open(host.netns(), mcp, element);
            try {
                byte[] echo = connection.readExactly(element.length);
                if (!Arrays.equals(element, echo)) {
                    throw new IOException("instead of an echo of the Information Element came "
                            + HexFormat.of().formatHex(echo));
                }
                return connection;
            } catch (IOException e) {
                connection.close();
                throw e;
            }
        };
    }

    static MptcpConnection open(NetNs netns, InetSocketAddress to, byte[] synData) throws IOException {
        return open(netns, StreamSocket.Protocol.MPTCP, to, synData);
    }

    static MptcpConnection open(NetNs netns, StreamSocket.Protocol protocol, InetSocketAddress to, byte[] synData)
            throws IOException {
        int fd = netns.stream(protocol);
        MptcpConnection connection = new MptcpConnection(fd);
        try {
            int sent = 0;
            if (synData.length > 0) {
                StreamSocket.set(fd, SocketOption.TCP_FASTOPEN_NO_COOKIE, 1);
                sent = StreamSocket.connectWithData(fd, to, synData);
            } else {
                StreamSocket.connect(fd, to);
            }
            connection.finishConnect(to);
            connection.write(synData, sent, synData.length - sent);
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }
}
