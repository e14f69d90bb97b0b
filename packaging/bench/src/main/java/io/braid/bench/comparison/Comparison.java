package io.braid.bench.comparison;

import io.braid.bench.proxy.Requirement;
import io.braid.bench.report.CaseResult;
import io.braid.bench.report.Column;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A bench: Braid and its peers in turn, in one run. */
public interface Comparison {
    /** Stable, as on the command line. */
    String name();

    /** One line. */
    String summary();

    /** How long it takes with a plan, roughly. */
    int seconds(Plan plan);

    /** Programs without which it cannot run. */
    List<Requirement> requirements();

    /** What its figures depend on, in lines for a person. */
    List<String> conditions(Plan plan);

    /** Columns of its table. */
    List<Column> columns();

    /**
     * Runs it.
     *
     * @param progress takes lines for a person
     * @return its cases in a stable order
     * @throws IOException when it could not be set up
     */
    List<CaseResult> run(Plan plan, Consumer<String> progress) throws IOException;
}
