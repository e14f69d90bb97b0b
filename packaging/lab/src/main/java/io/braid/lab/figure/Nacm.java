package io.braid.lab.figure;

import io.braid.lab.appliance.Appliance;
import io.braid.lab.appliance.McpDocument;
import io.braid.lab.appliance.Netconf;
import io.braid.lab.link.Shape;
import io.braid.lab.net.Network;
import io.braid.lab.scenario.About;
import io.braid.lab.scenario.Context;
import io.braid.lab.scenario.Scenario;
import io.braid.lab.topology.HostEndpoints;
import io.braid.lab.topology.SingleEnded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Who may read, change and execute what, over NETCONF and at the command line (RFC 8341; draft Section 7.1).
 *
 * <pre>
 *   lab     everything
 *   eve     reads what is no secret, changes interfaces whose name is not lan0, which she does not see
 *   guest   is in no group: reads what is no secret
 * </pre>
 *
 * All by OpenSSH, with one key.
 */
final class Nacm implements Scenario {
    private static final String HASH = "$1$saltsalt$hashhashhashhashhash..";
    private static final int ANSWER_SECONDS = 30;

    @Override
    public About about() {
        return new About(
                "nacm",
                "access control on reading, changing, executing, over NETCONF and at the command line",
                List.of("S7.1-a", "S7.1-b"),
                10,
                false);
    }

    private static SingleEnded set(Context context) throws IOException {
        return SingleEnded.describe(context, Shape.NONE, Shape.NONE, HostEndpoints.SUBFLOW);
    }

    @Override
    public Network stage(Context context) throws IOException {
        SingleEnded set = set(context);
        set.start(context, SingleEnded.document());
        return set.network();
    }

    @Override
    public void run(Context context) throws IOException {
        Appliance appliance = set(context).start(context, SingleEnded.document());
        try (Netconf lab = appliance.netconf()) {
            lab.commit(users(appliance.key()) + interfaces("lan0", "wan0") + rules());
            context.expect(lab.call(running()).contains(HASH), "the administrator does not read a secret");
            try (Netconf eve = appliance.netconf("eve");
                    Netconf guest = appliance.netconf("guest")) {
                netconf(context, eve, guest);
            }
            commandLine(context, appliance);
            String counted = lab.call("<get><filter><nacm xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-acm\"/></filter></get>");
            context.expect(counted.matches("(?s).*<denied-operations>[1-9].*"), "no denied operation is counted");
            context.expect(counted.matches("(?s).*<denied-data-writes>[1-9].*"), "no denied change is counted");
        }
    }

    private static void netconf(Context context, Netconf eve, Netconf guest) throws IOException {
        for (Netconf reader : List.of(eve, guest)) {
            String all = reader.call(running()) + reader.call("<get/>");
            for (String hidden : List.of(HASH, "<key-data>", "ietf-netconf-acm\"><")) {
                context.expect(!all.contains(hidden), "somebody without the right reads " + hidden);
            }
            context.expect(all.contains("<name>wan0</name>"), "what is no secret is not read");
            denied(context, reader, edit("<system xmlns=\"urn:braid:yang:braid-system\"><hostname>x</hostname></system>"));
            denied(context, reader, "<kill-session><session-id>1</session-id></kill-session>");
            denied(context, reader, trace());
        }
        context.expect(!eve.call(running()).contains("lan0"), "eve reads an interface that is hidden from her");
        context.expect(guest.call(running()).contains("lan0"), "the guest does not read an interface");
        context.expect(
                !eve.call("<get-config><source><running/></source><filter type=\"xpath\" xmlns:m=\"urn:braid:yang:braid-mcp\""
                                + " select=\"/m:mcp/m:interface[m:role='customer-facing']\"/></get-config>")
                        .contains("lan0"),
                "an expression of eve finds an interface that is hidden from her");
        denied(context, guest, edit(interfaces("wan1")));
        denied(context, eve, edit(interfaces("lan0").replace("customer", "internet")));
        eve.call(edit(interfaces("wan1")));
        eve.call("<commit/>");
    }

    private static void denied(Context context, Netconf session, String operation) {
        try {
            session.call(operation);
            context.expect(false, "nobody refuses " + operation);
        } catch (IOException e) {
            context.expect(
                    e.getMessage().contains("<error-tag>access-denied</error-tag>"), "refused otherwise: " + e.getMessage());
        }
    }

    private static void commandLine(Context context, Appliance appliance) throws IOException {
        String shown = says(appliance, "show configuration with-secrets");
        context.expect(shown.contains("wan0"), "eve is not shown what she may see: " + shown);
        for (String hidden : List.of(HASH, "key-data", "nacm", "lan0")) {
            context.expect(!shown.contains(hidden), "eve is shown " + hidden);
        }
        String words = says(appliance, "configure; set");
        context.expect(words.contains("mcp"), "eve is not offered what she may set: " + words);
        context.expect(!words.contains("system") && !words.contains("nacm"), "eve is offered what she may not set: " + words);
        String refused = says(appliance, "configure; set mcp interface lan0 role internet-facing");
        context.expect(refused.contains("not allowed"), "eve is not refused: " + refused);
        context.expect(says(appliance, "trace connection").contains("unknown"), "eve is offered to trace");
        says(appliance, "configure; set mcp interface wan2 role internet-facing; commit");
        context.expect(says(appliance, "show configuration mcp interface").contains("wan2"), "eve could not commit");
    }

    /** What eve is told by a command, wherever it is told. */
    private static String says(Appliance appliance, String command) throws IOException {
        Process client = new ProcessBuilder(appliance.cliCommand("eve", command)).redirectErrorStream(true).start();
        try (var answers = client.inputReader()) {
            client.getOutputStream().close();
            String all = String.join("\n", answers.lines().toList());
            client.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS);
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            client.destroy();
        }
    }

    private static String running() {
        return "<get-config><source><running/></source></get-config>";
    }

    private static String edit(String config) {
        return "<edit-config><target><candidate/></target><config>" + config + "</config></edit-config>";
    }

    private static String trace() {
        return "<trace-connection xmlns=\"urn:braid:yang:braid-trace\"><source>192.0.2.1</source></trace-connection>";
    }

    private static String interfaces(String... names) {
        StringBuilder all = new StringBuilder("<mcp xmlns=\"urn:braid:yang:braid-mcp\">");
        for (String name : names) {
            all.append("<interface><name>").append(name).append("</name><role>")
                    .append(name.startsWith("lan") ? "customer-facing" : "internet-facing")
                    .append("</role></interface>");
        }
        return all.append("</mcp>").toString();
    }

    private static String users(Path key) throws IOException {
        String[] line = Files.readString(Path.of(key + ".pub")).split(" ");
        String own = "<authorized-key><name>lab</name><algorithm>" + line[0] + "</algorithm><key-data>" + line[1].strip()
                + "</key-data></authorized-key>";
        return "<system xmlns=\"urn:braid:yang:braid-system\"><authentication>"
                + "<user><name>eve</name><password>" + HASH + "</password>" + own + "</user>"
                + "<user><name>guest</name>" + own + "</user></authentication></system>";
    }

    private static String rules() {
        return "<nacm xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-acm\"><groups>"
                + "<group><name>admin</name><user-name>" + McpDocument.USER + "</user-name></group>"
                + "<group><name>support</name><user-name>eve</user-name></group></groups>"
                + "<rule-list><name>admin</name><group>admin</group>"
                + "<rule><name>everything</name><action>permit</action></rule></rule-list>"
                + "<rule-list><name>support</name><group>support</group>"
                + rule("hidden", "/m:mcp/m:interface[m:name='lan0']", "deny")
                + rule("interfaces", "/m:mcp/m:interface", "permit")
                + "</rule-list></nacm>";
    }

    private static String rule(String name, String path, String action) {
        return "<rule><name>" + name + "</name><path xmlns:m=\"urn:braid:yang:braid-mcp\">" + path + "</path><action>" + action
                + "</action></rule>";
    }
}
