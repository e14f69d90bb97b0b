package io.braid.engine.relay;

import io.braid.engine.authorize.SubscriberPolicy.Use;
import io.braid.engine.concentrator.Concentrators.Way;
import io.braid.engine.config.ImplicitConfig;
import io.braid.engine.config.ServiceConfig.ServerProtocol;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.LoopHandle;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.path.PathPlans;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.net.Inet4Address;
import java.util.Optional;
import java.util.OptionalInt;

/** The steps of a conversion from a known destination to the first relayed byte: server leg and answer. */
final class Opening {
    private final ConversionLoop loop;
    private final TowardsConcentrator towards;

    Opening(ConversionLoop loop, Pump pump) {
        this.loop = loop;
        this.towards = new TowardsConcentrator(loop, this, pump);
    }

    /** What happens at a concentrator's side of conversions. */
    TowardsConcentrator towards() {
        return towards;
    }

    /** What the customer asks for is known: the server leg is opened, or refused. */
    void openServer(Live live) {
        Conversion c = live.data;
        Verdict allowed = live.service.guard().check(c.destination);
        if (allowed instanceof Verdict.Refuse refusal) {
            loop.refuse(live, refusal);
            return;
        }
        loop.decide(live, allowed);
        limitTime(live);
        boolean tcpOnly = live.subscriber.policy().use() == Use.ALLOW_TCP_ONLY;
        if (!tcpOnly && live.service.config().implicit().isPresent()) {
            openOnPath(live, live.service.config().implicit().get());
        } else if (tcpOnly || live.service.config().concentrators().isEmpty()) {
            boolean tcp = tcpOnly || live.service.config().serverProtocol() == ServerProtocol.TCP;
            connect(live, tcp ? Protocol.TCP : Protocol.MPTCP, Optional.empty());
        } else {
            towards.begin(live);
        }
    }

    private static void limitTime(Live live) {
        Conversion c = live.data;
        c.openBy = Conversion.now() + live.service.config().timers().connect().toMillis();
        c.deadlineAt = c.openBy;
    }

    /** To the server as the customer itself would go, by TCP: the service is not for it (draft S5.2.2). */
    void openUnconverted(Live live) {
        Verdict allowed = live.service.guard().check(live.data.destination);
        if (allowed instanceof Verdict.Refuse refusal) {
            loop.refuse(live, refusal);
            return;
        }
        loop.decide(live, allowed);
        limitTime(live);
        live.unconverted = true;
        connect(live, Protocol.TCP, Optional.empty());
    }

    /** Towards the server, for an MCP on the primary path to intercept (draft S5.2.2). */
    private void openOnPath(Live live, ImplicitConfig implicit) {
        Conversion c = live.data;
        boolean four = c.destination.getAddress() instanceof Inet4Address;
        if (live.service.accesses().primary(live.service.config().accesses(), four).isPresent()) {
            connect(live, Protocol.MPTCP, Optional.empty());
            return;
        }
        switch (implicit.primaryDown()) {
            case PLAIN_TCP -> {
                loop.detour(live, Verdict.pass(Reason.PATH_PRIMARY_DOWN, "plain TCP is tried"));
                connect(live, Protocol.TCP, Optional.empty());
            }
            case EXPLICIT -> {
                loop.detour(live, Verdict.pass(Reason.PATH_PRIMARY_DOWN, "a concentrator is tried"));
                towards.begin(live);
            }
        }
    }

    /** Connects a server leg, to a concentrator if there is a way to one. */
    void connect(Live live, Protocol protocol, Optional<Way> way) {
        Conversion c = live.data;
        c.phase = Phase.CONNECTING;
        Optional<Verdict.Refuse> refusal = ServerLegs.open(live, protocol, way, verdict -> loop.decide(live, verdict));
        if (refusal.isPresent()) {
            notOpened(live, refusal.get());
            return;
        }
        live.remind();
        loop.watch(live, c.server);
    }

    private void notOpened(Live live, Verdict.Refuse why) {
        if (live.data.concentrator == null) {
            loop.refuse(live, why);
        } else {
            towards.connectFailed(live, why);
        }
    }

    /** The server leg is connected, or failed. */
    void serverReady(Live live, int events) {
        Conversion c = live.data;
        try {
            boolean suspect = (events & (LoopHandle.ERR | LoopHandle.HUP)) != 0;
            int errno = suspect ? StreamSocket.connectError(c.server.fd) : 0;
            if (errno != 0) {
                connectFailed(live, errno);
            } else if ((events & LoopHandle.OUT) != 0) {
                connected(live);
            }
        } catch (ErrnoException e) {
            connectFailed(live, e.errno());
        }
    }

    private void connectFailed(Live live, int errno) {
        Conversion c = live.data;
        boolean mayBeTheOption = c.server.opened == Protocol.MPTCP && c.concentrator == null;
        if (mayBeTheOption && ServerLegs.mayDislikeMptcp(errno)) {
            // A server, or a box before it, may refuse MP_CAPABLE and take plain TCP; the kernel does not try.
            loop.decide(live, Verdict.pass(Reason.MPTCP_REFUSED, ErrnoException.meaning(errno) + ", plain TCP is tried"));
            loop.dropServer(live);
            connect(live, Protocol.TCP, Optional.empty());
            return;
        }
        notOpened(live, ConnectFailure.of(live, errno));
    }

    private void connected(Live live) throws ErrnoException {
        Conversion c = live.data;
        ConversionLoop.describe(c.server);
        loop.decide(live, Verdict.pass(Reason.SERVER_CONNECTED, c.server.mptcp ? "MPTCP" : "TCP"));
        if (c.concentrator != null) {
            towards.connected(live);
            return;
        }
        pathsOfServer(live);
        TowardsConcentrator.reachedPast(live);
        c.down.say(Answers.accepted(c));
        loop.relay(live);
    }

    /** The path manager learns of the server leg. */
    void pathsOfServer(Live live) {
        Conversion c = live.data;
        if (c.server.token != 0) {
            OptionalInt cap = live.subscriber.policy().subflowsMax();
            var plan = PathPlans.forServer(live.service.config(), live.service.accesses(), c.server.local, cap);
            live.service.paths().begin(c.server.token, c.server.local, c.server.remote, () -> {}, plan);
        }
    }
}
