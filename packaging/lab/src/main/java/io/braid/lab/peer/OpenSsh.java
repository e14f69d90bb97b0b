package io.braid.lab.peer;

import io.braid.lab.net.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenSSH: messages as an operator types or pipes them, in either framing (RFC 6242 §4.2, §4.3). */
public final class OpenSsh implements Peer {
    private static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private static final String END = "]]>]]>";
    private static final String CANDIDATE = "<target><candidate/></target>";

    private final boolean chunked;
    private final List<String> operations = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<String[]> expected = new ArrayList<>();

    /** @param chunked whether it speaks base:1.1, and not base:1.0 */
    public OpenSsh(boolean chunked) {
        this.chunked = chunked;
    }

    @Override
    public String name() {
        return chunked ? "openssh-1.1" : "openssh-1.0";
    }

    /** An operation, and what its reply has in it. */
    private void ask(String name, String operation, String... wanted) {
        operations.add(operation);
        List<String> all = new ArrayList<>(List.of(name));
        all.addAll(List.of(wanted));
        expected.add(all.toArray(String[]::new));
    }

    private void session(Target target) {
        String mcp = "<mcp xmlns=\"urn:braid:yang:braid-mcp\">";
        String conversion = "<conversions><conversion><id>" + target.conversion() + "</id>";
        String clear = "<action xmlns=\"urn:ietf:params:xml:ns:yang:1\">" + mcp + conversion
                + "<clear/></conversion></conversions></mcp></action>";
        ask("get-schema",
                "<get-schema xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring\"><identifier>braid-mcp</identifier>"
                        + "</get-schema>",
                "module braid-mcp {");
        ask("lock", "<lock>" + CANDIDATE + "</lock>", "<ok/>");
        ask("edit-config", edit(Target.hostname(hostname())), "<ok/>");
        ask("validate", "<validate><source><candidate/></source></validate>", "<ok/>");
        ask("commit", "<commit/>", "<ok/>");
        ask("get-config, subtree",
                "<get-config><source><running/></source><filter>" + Target.hostname("").replace("<hostname></hostname>",
                        "<hostname/>") + "</filter></get-config>",
                "<data>" + Target.hostname(hostname()) + "</data>");
        ask("get-config, xpath",
                "<get-config><source><running/></source><filter type=\"xpath\" xmlns:s=\"urn:braid:yang:braid-system\""
                        + " select=\"/s:system/s:hostname\"/></get-config>",
                "<data>" + Target.hostname(hostname()) + "</data>");
        ask("get of state",
                "<get><filter>" + mcp + conversion + "</conversion></conversions></mcp></filter></get>",
                "<phase>relaying</phase>");
        List<String> refusal = new ArrayList<>(Target.REFUSAL);
        refusal.add("<error-tag>operation-failed</error-tag>");
        refusal.add("xmlns:braid-mcp=\"urn:braid:yang:braid-mcp\"");
        ask("an invalid edit", edit(Target.INVALID), refusal.toArray(String[]::new));
        ask("discard-changes", "<discard-changes/>", "<ok/>");
        ask("unlock", "<unlock>" + CANDIDATE + "</unlock>", "<ok/>");
        ask("no such operation", "<dance/>", "<error-tag>operation-not-supported</error-tag>");
        ask("action", clear, "<ok/>");
        ask("action on what is gone", clear, "<error-tag>data-missing</error-tag>");
        ask("close-session", "<close-session/>", "<ok/>");
    }

    private String hostname() {
        return name().replace('.', '-');
    }

    private static String edit(String config) {
        return "<edit-config>" + CANDIDATE + "<config>" + config + "</config></edit-config>";
    }

    @Override
    public List<Check> run(Target target) throws IOException {
        session(target);
        StringBuilder input = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hello xmlns=\"" + BASE
                + "\"><capabilities><capability>urn:ietf:params:netconf:base:" + (chunked ? "1.1" : "1.0")
                + "</capability></capabilities></hello>" + END + "\n");
        if (chunked) {
            input.setLength(input.length() - 1);
        }
        for (int i = 0; i < operations.size(); i++) {
            input.append(framed("<rpc xmlns=\"" + BASE + "\" message-id=\"m" + i + "\">" + operations.get(i) + "</rpc>"));
        }
        String said = Command.run(
                target.host().inside(List.of(
                        "ssh", "-F", "none", "-p", Integer.toString(Target.PORT), "-i", target.key().toString(), "-o",
                        "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o",
                        "LogLevel=ERROR", "-o", "BatchMode=yes", target.user() + "@" + Target.ADDRESS, "-s", "netconf")),
                input.toString());
        judge(said);
        return checks;
    }

    private String framed(String message) {
        return chunked ? "\n#" + message.length() + "\n" + message + "\n##\n" : message + END + "\n";
    }

    private void judge(String said) {
        String[] hello = said.split(Pattern.quote(END), 2);
        checks.add(Check.contains("hello", hello[0], "urn:ietf:params:netconf:base:" + (chunked ? "1.1" : "1.0")));
        String replies = chunked ? hello[1].replaceAll("\n#(#|\\d+)\n", "") : hello[1];
        for (int i = 0; i < expected.size(); i++) {
            Matcher reply = Pattern.compile("<rpc-reply xmlns=\"" + BASE + "\" message-id=\"m" + i + "\">(.*?)</rpc-reply>",
                    Pattern.DOTALL).matcher(replies);
            String[] wanted = expected.get(i);
            String content = reply.find() ? reply.group(1) : "(no reply)";
            for (int k = 1; k < wanted.length; k++) {
                checks.add(Check.contains(wanted[0], content, wanted[k]));
            }
        }
    }
}
