package io.braid.lab.peer;

import io.braid.lab.net.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The NETCONF client of OpenDaylight, in a process of its own, as it has to run where the appliance does. Its jars are on the
 * class path of the tests alone.
 */
final class OpenDaylight implements Peer {
    @Override
    public String name() {
        return "opendaylight";
    }

    @Override
    public List<Check> run(Target target) throws IOException {
        return Check.lines(Command.run(
                target.host().inside(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-Dlogback.configurationFile=" + OpenDaylight.class.getResource("/logback.xml"),
                        OpenDaylight.class.getName(), target.user(), target.key().toString(), target.conversion())),
                ""));
    }

    private final List<Check> checks = new ArrayList<>();

    /** Goes through a session. Arguments: user, private key, id of a conversion to clear. */
    public static void main(String[] arguments) throws Exception {
        try (OpenDaylightSession session =
                new OpenDaylightSession(Target.ADDRESS, Target.PORT, arguments[0], Path.of(arguments[1]))) {
            OpenDaylight checks = new OpenDaylight();
            checks.session(session, arguments[2]);
            checks.checks.forEach(check ->
                    System.out.println(check.name() + "\t" + check.seen().replaceAll("\\s+", " ")));
        }
        // Threads of the client live on.
        System.exit(0);
    }

    private void session(OpenDaylightSession session, String conversion) throws Exception {
        String mcp = "<mcp xmlns=\"urn:braid:yang:braid-mcp\"><conversions><conversion><id>" + conversion + "</id>%s"
                + "</conversion></conversions></mcp>";
        String clear = "<action xmlns=\"urn:ietf:params:xml:ns:yang:1\">" + mcp.formatted("<clear/>") + "</action>";
        String named = Target.hostname("peer-opendaylight");
        for (String capability : List.of(":base:1.1", ":candidate:1.0", ":confirmed-commit:1.1", ":yang-library:1.1")) {
            checks.add(Check.contains("hello", session.capabilities(), capability));
        }
        expect("get-schema", session.call("<get-schema xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring\">"
                + "<identifier>braid-mcp</identifier></get-schema>"), "module braid-mcp {");
        expect("yang-library", session.call("<get><filter><yang-library xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-library\">"
                + "<module-set><module><name/></module></module-set></yang-library></filter></get>"), "braid-configuration");
        expect("lock", session.call("<lock><target><candidate/></target></lock>"), "<ok/>");
        expect("edit-config", session.call(edit(named)), "<ok/>");
        expect("validate", session.call("<validate><source><candidate/></source></validate>"), "<ok/>");
        expect("commit", session.call("<commit/>"), "<ok/>");
        expect("get-config, subtree", session.call("<get-config><source><running/></source><filter>" + named
                + "</filter></get-config>"), "<hostname>peer-opendaylight</hostname>");
        expect("get-config, xpath", session.call("<get-config><source><running/></source><filter type=\"xpath\""
                + " xmlns:s=\"urn:braid:yang:braid-system\" select=\"/s:system/s:hostname\"/></get-config>"),
                "<hostname>peer-opendaylight</hostname>");
        expect("get of state", session.call("<get><filter>" + mcp.formatted("") + "</filter></get>"),
                "<phase>relaying</phase>");
        String refusal = session.call(edit(Target.INVALID));
        Target.REFUSAL.forEach(part -> expect("an invalid edit", refusal, part));
        expect("discard-changes", session.call("<discard-changes/>"), "<ok/>");
        expect("unlock", session.call("<unlock><target><candidate/></target></unlock>"), "<ok/>");
        expect("action", session.call(clear), "<ok/>");
        expect("action on what is gone", session.call(clear), "<error-tag>data-missing</error-tag>");
        expect("close-session", session.call("<close-session/>"), "<ok/>");
    }

    private static String edit(String config) {
        return "<edit-config><target><candidate/></target><config>" + config + "</config></edit-config>";
    }

    private void expect(String name, String reply, String wanted) {
        checks.add(Check.contains(name, reply, wanted));
    }
}
