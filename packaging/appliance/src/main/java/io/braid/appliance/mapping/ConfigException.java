package io.braid.appliance.mapping;

import io.braid.yang.codec.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. The message has one line for each problem: {@code file:line: path: reason}. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient List<Problem> problems;

    ConfigException(Path file, List<Problem> problems) {
        super(problems.stream().map(problem -> problem.text(file.toString())).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
