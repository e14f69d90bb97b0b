package io.braid.radius.client;

import io.braid.radius.config.ClientTimers;
import io.braid.radius.config.ServerConfig;
import io.braid.radius.packet.PacketCodec;
import io.braid.radius.packet.Secret;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.tinyradius.core.dictionary.Dictionary;

/** Opens sockets and connections to one port of a server. */
final class LaneOpener {
    /** What RFC 6614 §2.3 puts in the place of a secret. */
    private static final Secret RADSEC = new Secret("radsec");

    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final int LENGTH_OFFSET = 2;
    private static final int LENGTH_OCTETS = 2;

    private final ServerConfig server;
    private final Purpose purpose;
    private final ClientTimers timers;
    private final EventLoop loop;
    private final PacketCodec codec;

    LaneOpener(ServerConfig server, Purpose purpose, ClientTimers timers, EventLoop loop, Dictionary dictionary) {
        this.server = server;
        this.purpose = purpose;
        this.timers = timers;
        this.loop = loop;
        this.codec = new PacketCodec(
                switch (server.transport()) {
                    case ServerConfig.Udp udp -> udp.secret();
                    case ServerConfig.Tls _ -> RADSEC;
                },
                dictionary);
    }

    /** Whether a request that gets no answer is sent again: a stream loses nothing (RFC 6613 §2.6.1). */
    boolean retransmits() {
        return server.transport() instanceof ServerConfig.Udp;
    }

    /** Opens one; the lane is usable when the future succeeds. */
    Future<Lane> open(ServerPort port) {
        return switch (server.transport()) {
            case ServerConfig.Udp udp -> udp(port, udp);
            case ServerConfig.Tls tls -> tls(port, tls);
        };
    }

    /** A connected socket: the kernel drops what others send to it. */
    private Future<Lane> udp(ServerPort port, ServerConfig.Udp udp) {
        Lane lane = new Lane(port, codec, udp.signatureRequired());
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(EpollDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(PacketCodec.LENGTH_MAX))
                .handler(lane);
        InetSocketAddress address = purpose == Purpose.ACCOUNTING ? udp.accounting() : udp.authentication();
        Promise<Lane> opened = loop.newPromise();
        ChannelFuture connected = connect(bootstrap, address);
        connected.addListener(done -> settle(opened, lane, connected, done));
        return opened;
    }

    /** A context for each connection: renewed certificates count at once, and no session is resumed (radsecproxy refuses that). */
    private Future<Lane> tls(ServerPort port, ServerConfig.Tls tls) {
        // Behind the proxies that end the connection may be UDP, but what comes over TLS is protected by TLS.
        Lane lane = new Lane(port, codec, false);
        Promise<Lane> opened = loop.newPromise();
        SslHandler handler;
        try {
            handler = handler(tls);
        } catch (SSLException e) {
            return opened.setFailure(e);
        }
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timers.giveUp().toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(handler)
                                .addLast(new LengthFieldBasedFrameDecoder(
                                        PacketCodec.LENGTH_MAX,
                                        LENGTH_OFFSET,
                                        LENGTH_OCTETS,
                                        -LENGTH_OFFSET - LENGTH_OCTETS,
                                        0))
                                .addLast(lane);
                    }
                });
        ChannelFuture connected = connect(bootstrap, tls.address());
        connected.addListener(done -> {
            if (done.isSuccess()) {
                handler.handshakeFuture().addListener(shaken -> settle(opened, lane, connected, shaken));
            } else {
                opened.setFailure(done.cause());
            }
        });
        return opened;
    }

    private SslHandler handler(ServerConfig.Tls tls) throws SSLException {
        SSLEngine engine = SslContextBuilder.forClient()
                .trustManager(tls.credentials().authorities())
                .keyManager(tls.credentials().key(), tls.credentials().certificate())
                .build()
                .newEngine(ByteBufAllocator.DEFAULT, tls.serverName(), tls.address().getPort());
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(timers.giveUp().toMillis());
        return handler;
    }

    private ChannelFuture connect(Bootstrap bootstrap, InetSocketAddress address) {
        return server.source()
                .map(source -> bootstrap.connect(address, new InetSocketAddress(source, 0)))
                .orElseGet(() -> bootstrap.connect(address));
    }

    private static void settle(Promise<Lane> opened, Lane lane, ChannelFuture connected, Future<?> done) {
        if (done.isSuccess()) {
            lane.over(connected.channel());
            opened.setSuccess(lane);
        } else {
            connected.channel().close();
            opened.setFailure(done.cause());
        }
    }
}
