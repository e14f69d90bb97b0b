package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.capture.Captures;
import io.braid.lab.capture.Filter;
import io.braid.lab.capture.Packet;
import io.braid.lab.host.Connection;
import io.braid.lab.host.ConvertReply;
import io.braid.lab.host.ConvertRequest;
import io.braid.lab.host.Dialers;
import io.braid.lab.host.IdentPretender;
import io.braid.lab.host.IdentPretender.Manner;
import io.braid.lab.host.IdentPretender.Question;
import io.braid.lab.host.TrafficServer;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.Family;
import io.braid.lab.topology.HostEndpoints;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The conversion point asks the customer's host whose a connection is, once for a source (draft Section 5.3; RFC 1413).
 *
 * <pre>
 *   host h1@ ==Connect=====================&gt; mcp@
 *            &lt;--"port at host , 5124"------- mcp@, to port 113
 *            ---"... : USERID : UNIX : braid"-&gt;          ---SYN---&gt; server
 *
 *   host h1@ ------SYN to rm@ (intercepted)------------&gt;
 *            &lt;--"port at host , 8080"------- rm@, to port 113
 * </pre>
 *
 * A host that says NO-USER, HIDDEN-USER, garbage, nothing, or speaks without end proves nothing: it is refused, in time.
 * Then a server of RFC 1413 that others wrote, oidentd, tells who runs this laboratory.
 */
final class AuthorizedByIdent implements Scenario {
    private static final int PORT = 8080;
    private static final int NOT_AUTHORIZED = 32;
    private static final int AT_ONCE = 10;
    private static final int TIMEOUT_SECONDS = 1;
    private static final double IN_TIME_SECONDS = 3;
    private static final int OIDENTD_SECONDS = 10;
    /** Names of addresses cannot be asked for here: without a list of name servers it does not wait for them. */
    private static final String OIDENTD = "mount --bind /dev/null /etc/resolv.conf &&"
            + " exec oidentd --foreground --nosyslog --user=root --group=root --config=$0";

    private static final Shape ACCESS = Shape.of(50, 5);

    @Override
    public About about() {
        return new About(
                "authz-ident",
                "Ident: asked once for a source, by the address pair of the flow; bad answers refuse in time",
                List.of("S5.3-a", "S5.3-d", "S5.3-e", "S7.2-f"),
                14,
                false);
    }

    private static SingleEnded set(Context context) {
        return SingleEnded.describe(context, ACCESS, ACCESS, HostEndpoints.SUBFLOW).moreAddresses(4);
    }

    private static McpDocument document() {
        return SingleEnded.document()
                .intercepting()
                .method("ident")
                .ident(TIMEOUT_SECONDS, "braid", System.getProperty("user.name"), "root");
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        set.start(context, document());
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        SingleEnded set = set(context);
        Appliance appliance = set.start(context, document());
        try (Netconf session = appliance.netconf();
                TrafficServer _ = TrafficServer.tcp(set.server(), PORT)) {
            try (IdentPretender identd = new IdentPretender(set.host())) {
                for (Family family : Family.values()) {
                    context.variant("user-" + family.name().toLowerCase(Locale.ROOT));
                    oneQuestion(context, set, session, identd, family);
                    intercepted(context, set, identd, family);
                }
                context.variant("refused");
                refused(context, set, identd);
            }
            context.variant("oidentd");
            others(context, set, session);
        }
    }

    /** Connections of one source at the same time are one question. */
    private static void oneQuestion(
            Context context, SingleEnded set, Netconf session, IdentPretender identd, Family family)
            throws IOException {
        InetAddress source = Family.address(family.first());
        identd.at(source, Manner.USER);
        List<FutureTask<Connection>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            FutureTask<Connection> one = new FutureTask<>(() -> set.overTcp(family).connect(family.server(PORT)));
            all.add(one);
            Thread.ofPlatform().daemon().name("customer").start(one);
        }
        List<String> ports = new ArrayList<>();
        for (FutureTask<Connection> one : all) {
            try (Connection connection = one.get()) {
                ports.add(connection.local().getPort() + " , " + McpDocument.PORT);
            } catch (ExecutionException e) {
                context.expect(false, "a connection of the permitted user: " + e.getCause().getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        List<Question> asked = to(identd, source);
        context.expectEquals(1, asked.size(), "questions about " + AT_ONCE + " connections of one source");
        for (Question question : asked) {
            context.expectEquals(Family.address(family.mcp()), question.from(), "who asked");
            context.expect(ports.contains(question.line()), "asked \"" + question.line() + "\", connections: " + ports);
        }
        String prefix = family == Family.IPV4 ? family.first() + "/32" : "fd01::/64";
        context.expectEquals(
                "braid", SubscriberList.read(session).of(prefix).get("identity"), "the identity of " + prefix);
        SubscriberList.act(session, prefix, "clear-subscriber");
    }

    /** A flow on its way to a server is asked about from the server's address. */
    private static void intercepted(Context context, SingleEnded set, IdentPretender identd, Family family)
            throws IOException {
        InetAddress source = Family.address(family.first());
        int before = to(identd, source).size();
        try (Connection connection = Dialers.tcp(set.host(), source).connect(family.server(PORT))) {
            List<Question> asked = to(identd, source);
            for (long end = System.nanoTime() + 2_000_000_000L; asked.size() == before && System.nanoTime() < end; ) {
                Thread.onSpinWait();
                asked = to(identd, source);
            }
            context.expectEquals(before + 1, asked.size(), "questions after an intercepted flow");
            Question question = asked.getLast();
            context.expectEquals(Family.address(family.server()), question.from(), "who asked about an intercepted flow");
            context.expectEquals(
                    connection.local().getPort() + " , " + PORT, question.line(), "question about an intercepted flow");
        }
    }

    private static List<Question> to(IdentPretender identd, InetAddress address) {
        return identd.questions().stream().filter(question -> question.to().equals(address)).toList();
    }

    /** Each manner at an address of its own, as an answer holds for a source. */
    private static void refused(Context context, SingleEnded set, IdentPretender identd) throws IOException {
        List<Manner> bad = List.of(
                Manner.OTHER_USER, Manner.NO_USER, Manner.HIDDEN_USER, Manner.GARBAGE, Manner.SILENCE, Manner.FLOOD);
        List<String> sources =
                List.of("10.2.0.10", "10.2.0.11", "10.2.0.12", "10.2.0.13", "10.2.0.2", "fd02::2");
        Captures captures = Captures.start(set.network(), Filter.ALL, context::captureFile);
        for (int i = 0; i < bad.size(); i++) {
            InetAddress source = Family.address(sources.get(i));
            Family family = sources.get(i).contains(":") ? Family.IPV6 : Family.IPV4;
            identd.at(source, bad.get(i));
            long began = System.nanoTime();
            OptionalInt error = ask(set, source, family);
            double seconds = (System.nanoTime() - began) / 1e9;
            context.expectEquals(OptionalInt.of(NOT_AUTHORIZED), error, "answer after " + bad.get(i));
            context.expect(seconds < IN_TIME_SECONDS, bad.get(i) + " kept the customer for " + seconds + " s");
            context.expectEquals(OptionalInt.of(NOT_AUTHORIZED), ask(set, source, family), "answer once more");
            context.expectEquals(1, to(identd, source).size(), "questions after " + bad.get(i));
        }
        captures.awaitQuiet();
        context.expectEquals(
                0L, captures.read(SingleEnded.INTERNET).count(Packet::isSyn), "connections towards servers");
    }

    private static OptionalInt ask(SingleEnded set, InetAddress source, Family family) throws IOException {
        InetSocketAddress mcp = family.mcp(McpDocument.PORT);
        try (Connection connection = Dialers.tcp(set.host(), source).connect(mcp)) {
            byte[] request = ConvertRequest.connect(family.server(PORT));
            connection.write(request, 0, request.length);
            return ConvertReply.read(connection).error();
        }
    }

    /** The host runs oidentd. */
    private static void others(Context context, SingleEnded set, Netconf session) throws IOException {
        for (Family family : Family.values()) {
            String prefix = family == Family.IPV4 ? family.first() + "/32" : "fd01::/64";
            if (!SubscriberList.read(session).of(prefix).isEmpty()) {
                SubscriberList.act(session, prefix, "clear-subscriber");
            }
        }
        Path config = Files.writeString(context.folder().resolve("oidentd.conf"), "");
        Process oidentd = new ProcessBuilder(set.host().inside(List.of("sh", "-c", OIDENTD, config.toString())))
                .redirectErrorStream(true)
                .redirectOutput(context.folder().resolve("oidentd.log").toFile())
                .start();
        set.network().add(oidentd::destroy);
        awaitIdentd(set);
        for (Family family : Family.values()) {
            String prefix = family == Family.IPV4 ? family.first() + "/32" : "fd01::/64";
            try (Connection _ = set.inData(family).connect(family.server(PORT))) {
                var seen = SubscriberList.read(session).of(prefix);
                context.expectEquals("ident", seen.get("authorizer"), "authorizer of " + prefix);
                context.expect(
                        List.of("root", System.getProperty("user.name")).contains(seen.get("identity")),
                        "oidentd told " + seen.get("identity"));
            }
        }
    }

    private static void awaitIdentd(SingleEnded set) throws IOException {
        long end = System.nanoTime() + OIDENTD_SECONDS * 1_000_000_000L;
        while (true) {
            try {
                set.host().netns().call(() -> {
                    try (Socket probe = new Socket()) {
                        probe.connect(new InetSocketAddress(Family.address(Family.IPV4.first()), 113));
                    }
                    return null;
                });
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new IOException("oidentd does not listen: " + e.getMessage(), e);
                }
            }
        }
    }
}
