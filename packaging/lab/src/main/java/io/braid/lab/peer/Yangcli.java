package io.braid.lab.peer;

import io.braid.lab.net.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * yangcli, of yuma123 (Debian's yangcli). It downloads the modules of the appliance by get-schema and parses them. A script
 * ends with its first error, so that there are two. It has no command for actions.
 */
public final class Yangcli implements Peer {
    /** It does not know the capability of RFC 8525, and takes it for a module's. */
    private static final String COMPLAINT = "(?m)^(Warning|Error)(?!.*capability:yang-library:1.1).*";

    private final List<Check> checks = new ArrayList<>();

    @Override
    public String name() {
        return "yangcli";
    }

    @Override
    public List<Check> run(Target target) throws IOException {
        Files.writeString(target.folder().resolve("good.xml"), Target.hostname("peer-yangcli"));
        Files.writeString(target.folder().resolve("invalid.xml"), Target.INVALID);
        first(target);
        second(target);
        return checks;
    }

    private void first(Target target) throws IOException {
        String said = script(target, """
                show modules
                lock target=candidate
                edit-config target=candidate default-operation=merge config=@good.xml
                validate source=candidate
                commit
                sget-config source=running target=/system/hostname
                xget-config source=running select="/system/hostname"
                get-config source=running with-defaults=report-all
                xget select="/netconf-state/sessions"
                merge target=/system/hostname value=draft
                discard-changes
                rollback commits=1
                unlock target=candidate
                close-session
                """);
        checks.add(new Check("nothing to complain of in hello and modules", complaints(said)));
        for (String module : List.of("braid-mcp@", "braid-system@", "braid-configuration@", "ietf-yang-library@")) {
            checks.add(Check.contains("get-schema", said, "\n  " + module));
        }
        checks.add(new Check("OK replies", count(said, "RPC OK Reply") == 8 ? "" : said));
        checks.add(new Check("filters", count(said, "<hostname>peer-yangcli</hostname>") == 3 ? "" : said));
        checks.add(Check.contains("with-defaults", said, "<table-name>braid</table-name>"));
        checks.add(Check.contains("get of state", said, "<username>" + target.user() + "</username>"));
        checks.add(Check.contains("rollback", said, "<generation xmlns=\"urn:braid:yang:braid-configuration\">"));
    }

    private void second(Target target) throws IOException {
        String said = script(target, """
                lock target=candidate
                edit-config target=candidate default-operation=merge config=@invalid.xml
                """);
        for (String wanted : Target.REFUSAL) {
            checks.add(Check.contains("an invalid edit", said, wanted));
        }
    }

    /** It insists on a terminal. */
    private static String script(Target target, String commands) throws IOException {
        Path script = Files.writeString(target.folder().resolve("yangcli-script"), commands);
        String command = "cd " + target.folder() + " && HOME=" + target.folder() + " yangcli --batch-mode --server="
                + Target.ADDRESS + " --ncport=" + Target.PORT + " --user=" + target.user()
                + " --password=none --private-key=" + target.key() + " --public-key=" + target.key()
                + ".pub --display-mode=xml --run-script=" + script;
        return Command.run(target.host().inside(List.of("script", "-qec", command, "/dev/null")), "")
                .replace("\r", "");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static String complaints(String text) {
        Matcher found = Pattern.compile(COMPLAINT).matcher(text);
        List<String> all = new ArrayList<>();
        while (found.find()) {
            all.add(found.group());
        }
        return String.join("; ", all);
    }
}
