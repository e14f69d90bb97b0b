package io.braid.radius.client;

import io.braid.radius.packet.Packet;
import io.braid.radius.packet.PacketCodec;
import io.braid.radius.packet.PacketException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One socket or connection to a server: as many requests at a time as there are identifiers (RFC 2865 §3). */
final class Lane extends ChannelInboundHandlerAdapter {
    private static final int IDENTIFIERS = 256;

    private final ServerPort port;
    private final PacketCodec codec;
    private final boolean signatureRequired;
    private final Exchange[] pending = new Exchange[IDENTIFIERS];

    /** One that was used rests as long as possible, so that a late answer finds nobody. */
    private final Deque<Integer> free = new ArrayDeque<>(IDENTIFIERS);

    private Channel channel;

    Lane(ServerPort port, PacketCodec codec, boolean signatureRequired) {
        this.port = port;
        this.codec = codec;
        this.signatureRequired = signatureRequired;
        for (int i = 0; i < IDENTIFIERS; i++) {
            free.add(i);
        }
    }

    /** What it sends over, once that is open. */
    void over(Channel open) {
        channel = open;
    }

    boolean full() {
        return free.isEmpty();
    }

    int pending() {
        return IDENTIFIERS - free.size();
    }

    /** The requests that wait for an answer. */
    List<Exchange> waiting() {
        List<Exchange> all = new ArrayList<>();
        for (Exchange exchange : pending) {
            if (exchange != null) {
                all.add(exchange);
            }
        }
        return all;
    }

    /** Whether the request waits for an answer here. */
    boolean holds(Exchange exchange) {
        return pending[exchange.identifier()] == exchange;
    }

    /** Gives the request an identifier and bytes; there must be a free one. */
    void take(Exchange exchange) {
        int identifier = free.remove();
        pending[identifier] = exchange;
        exchange.begin(this, identifier, codec.request(exchange.code(), identifier, exchange.attributes()));
    }

    /** Sends its bytes, the first time or again. */
    void send(Exchange exchange) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(exchange.bytes()))
                .addListener(sent -> {
                    if (!sent.isSuccess() && channel.isOpen()) {
                        port.broken(this, sent.cause());
                    }
                });
    }

    /** A request over it was given up. */
    void silent() {
        port.gaveUp();
    }

    void free(Exchange exchange) {
        pending[exchange.identifier()] = null;
        free.add(exchange.identifier());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            received(ByteBufUtil.getBytes(message instanceof DatagramPacket packet ? packet.content() : (ByteBuf) message));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** A packet that is not to be believed is counted and ignored: the true one may still come. */
    private void received(byte[] datagram) {
        Exchange exchange = datagram.length > 1 ? pending[Byte.toUnsignedInt(datagram[1])] : null;
        if (exchange == null) {
            port.unexpected();
            return;
        }
        Packet packet;
        try {
            packet = codec.readAnswer(datagram, exchange.bytes(), signatureRequired);
        } catch (PacketException e) {
            port.disbelieved(e);
            return;
        }
        port.answered(exchange, packet);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        port.lost(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        port.broken(this, cause);
    }

    void close() {
        if (channel != null) {
            channel.close();
        }
    }
}
