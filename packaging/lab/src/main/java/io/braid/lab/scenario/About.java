package io.braid.lab.scenario;

import java.util.List;

/**
 * What there is to know of a scenario before it runs.
 *
 * @param name stable, as on the command line
 * @param summary one line
 * @param requirements rows of the requirements that it proves
 * @param seconds how long it takes at reduced sizes, roughly
 * @param alone whether it measures rates and needs the machine for itself
 */
public record About(String name, String summary, List<String> requirements, int seconds, boolean alone) {
    public About {
        requirements = List.copyOf(requirements);
    }
}
