package io.braid.engine.relay;

import io.braid.engine.concentrator.Attachment;
import io.braid.engine.concentrator.Concentrators;
import io.braid.engine.concentrator.Condition;
import io.braid.engine.concentrator.Health;
import io.braid.engine.config.FallbackConfig;
import io.braid.engine.convert.AnswerDecoder;
import io.braid.engine.convert.ConvertAnswer;
import io.braid.engine.convert.ConvertError;
import io.braid.engine.convert.ConvertMessage;
import io.braid.engine.convert.ConvertTlv;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.LoopHandle;
import io.braid.engine.linux.MptcpInfo;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks a concentrator that failed, over the access network where it did, for the TCP extensions it supports (RFC 8803
 * §4.2.3): Multipath TCP and Convert both work if it answers. Costs no customer anything. One at a time for an attachment.
 */
final class ConcentratorProbe {
    private static final byte[] INFO = new ConvertMessage(List.of(new ConvertTlv.Info())).encode();

    private final IoEventLoop loop;
    private final NetNs netns;
    private final Concentrators memory;
    private final Pump pump;
    private final Attachment attachment;
    private final FallbackConfig policy;
    private final Conversion data = new Conversion(0, "probe");
    private final SignalReader signals;
    private LoopHandle handle;
    private boolean requested;

    private ConcentratorProbe(
            IoEventLoop loop, NetNs netns, Concentrators memory, Pump pump, Attachment attachment, FallbackConfig policy) {
        this.loop = loop;
        this.netns = netns;
        this.memory = memory;
        this.pump = pump;
        this.attachment = attachment;
        this.policy = policy;
        this.signals = new SignalReader(pump);
    }

    /** Probes after a delay, unless something else was learned of the attachment by then; from any thread. */
    static void schedule(
            IoEventLoop loop, NetNs netns, Concentrators memory, Pump pump, Attachment attachment, Condition failed,
            long delayMs) {
        loop.schedule(
                () -> {
                    if (memory.condition(attachment).equals(failed)) {
                        FallbackConfig policy = failed.policy().orElseThrow();
                        new ConcentratorProbe(loop, netns, memory, pump, attachment, policy).begin();
                    }
                },
                delayMs,
                TimeUnit.MILLISECONDS);
    }

    private void begin() {
        Leg leg = data.server;
        try {
            leg.fd = netns.stream(Protocol.MPTCP);
            if (!attachment.access().isEmpty()) {
                var access = memory.access(attachment);
                if (access.isEmpty()) {
                    failed(Reason.PATH_NONE_LIVE, attachment.access() + " is down");
                    return;
                }
                StreamSocket.bindToDevice(leg.fd, attachment.access());
                StreamSocket.bind(leg.fd, new InetSocketAddress(access.get().address(), 0));
            }
            StreamSocket.connect(leg.fd, attachment.concentrator());
        } catch (IOException e) {
            failed(Reason.CONCENTRATOR_UNREACHABLE, e.getMessage());
            return;
        }
        handle = new LoopHandle(leg.fd) {
            @Override
            protected void ready(int events) {
                happened(events);
            }
        };
        handle.registerLeg(loop, fd -> failed(Reason.CONCENTRATOR_UNREACHABLE, "not watched"));
        loop.schedule(
                () -> failed(Reason.CONCENTRATOR_SILENT, "probe"), policy.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void happened(int events) {
        if (!data.server.open()) {
            return;
        }
        try {
            int errno = (events & (LoopHandle.ERR | LoopHandle.HUP)) == 0 ? 0 : StreamSocket.connectError(data.server.fd);
            if (errno != 0) {
                failed(Reason.CONCENTRATOR_UNREACHABLE, ErrnoException.meaning(errno));
                return;
            }
        } catch (ErrnoException e) {
            failed(Reason.CONCENTRATOR_UNREACHABLE, e.getMessage());
            return;
        }
        if (!requested && (events & LoopHandle.OUT) != 0) {
            ask();
        }
        if (requested && (events & ~LoopHandle.OUT) != 0) {
            read();
        }
    }

    private void ask() {
        requested = true;
        if (MptcpInfo.ifSpoken(data.server.fd) == null) {
            failed(Reason.CONCENTRATOR_SINGLE_PATH, "probe");
        } else if (StreamSocket.send(data.server.fd, INFO, 0, INFO.length) != INFO.length) {
            failed(Reason.CONCENTRATOR_UNREACHABLE, "takes no data");
        }
    }

    private void read() {
        while (data.server.open()) {
            int got = signals.read(data, data.server);
            if (got == StreamSocket.WOULD_BLOCK) {
                return;
            }
            if (got <= 0) {
                failed(Reason.CONCENTRATOR_INVALID, "probe: no whole answer");
                return;
            }
            AnswerDecoder decoder = new AnswerDecoder(ServerLegs.request(attachment.concentrator()));
            switch (decoder.decode(ByteBuffer.wrap(data.signal, 0, data.signalLength))) {
                case ConvertAnswer.NeedMore more -> {
                    if (data.signalLength >= SignalReader.BYTES_MAX) {
                        failed(Reason.CONCENTRATOR_INVALID, "probe: too long an answer");
                    }
                }
                case ConvertAnswer.Accepted yes -> {
                    end();
                    memory.worked(attachment);
                }
                case ConvertAnswer.Refused no -> refused(no.error());
                case ConvertAnswer.Invalid bad ->
                    failed(Reason.CONCENTRATOR_INVALID, "probe: " + bad.problem().getMessage());
            }
        }
    }

    private void refused(ConvertError error) {
        if (error instanceof ConvertError.MissingCookie missing) {
            end();
            memory.cookie(attachment, new ConvertTlv.Cookie(missing.cookie()));
            memory.worked(attachment);
        } else {
            failed(Reason.CONCENTRATOR_REFUSED, "probe: " + error);
        }
    }

    private void failed(Reason reason, String detail) {
        if (data.phase == Phase.CLOSED) {
            return;
        }
        end();
        if (memory.condition(attachment).health() == Health.FAILED) {
            memory.failed(attachment, Verdict.refuse(reason, detail), policy);
        }
    }

    private void end() {
        data.phase = Phase.CLOSED;
        if (data.server.open()) {
            StreamSocket.resetOnClose(data.server.fd);
            if (handle == null) {
                StreamSocket.close(data.server.fd);
            } else {
                handle.closeNow();
            }
            data.server.fd = -1;
        }
    }
}
