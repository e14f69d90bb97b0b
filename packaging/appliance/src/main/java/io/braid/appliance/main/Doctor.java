package io.braid.appliance.main;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.probe.Ability;
import io.braid.engine.linux.probe.KernelProbe;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what this kernel and machine can and cannot do, and what to do about it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says what this kernel and machine can and cannot do for Braid, line by line, with the remedy.",
            "",
            "Every ability is tried, not guessed; nothing is changed. DEGRADED: Braid works with less."
                    + " MISSING: it does not work here."
        },
        footerHeading = "%nExit status:%n",
        footer = {"  0  nothing that Braid needs is missing", "  1  something is", "  2  wrong usage"})
final class Doctor implements Callable<Integer> {
    private static final int SOMETHING_MISSING = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--json",
            description = "Print one JSON object a line: name, state, purpose, seen, remedy.")
    private boolean json;

    @Override
    public Integer call() {
        List<Ability> abilities = KernelProbe.probe(NetNs.current());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            printJson(abilities, out);
        } else {
            printTable(abilities, out);
        }
        out.flush();
        return KernelProbe.works(abilities) ? 0 : SOMETHING_MISSING;
    }

    private static void printJson(List<Ability> abilities, PrintWriter out) {
        JsonMapper mapper = new JsonMapper();
        for (Ability ability : abilities) {
            try {
                out.println(mapper.writeValueAsString(ability));
            } catch (JsonProcessingException e) {
                throw new AssertionError("texts have a JSON form", e);
            }
        }
    }

    static void printTable(List<Ability> abilities, PrintWriter out) {
        int name = width(abilities.stream().map(Ability::name).toList());
        int state = width(abilities.stream().map(a -> a.state().name()).toList());
        String line = "%-" + state + "s  %-" + name + "s  %s%n";
        for (Ability ability : abilities) {
            out.printf(line, ability.state(), ability.name(), ability.seen());
            if (ability.state() != Ability.State.OK) {
                out.printf(line, "", "", "for: " + ability.purpose());
                out.printf(line, "", "", "do:  " + ability.remedy());
            }
        }
        long missing = count(abilities, Ability.State.MISSING);
        long degraded = count(abilities, Ability.State.DEGRADED);
        out.printf(
                "%n%s%n",
                missing > 0
                        ? "Braid does not work here: " + missing + " missing, " + degraded + " degraded."
                        : "Braid works here" + (degraded > 0 ? ", with " + degraded + " degraded." : "."));
    }

    private static long count(List<Ability> abilities, Ability.State state) {
        return abilities.stream().filter(ability -> ability.state() == state).count();
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }
}
