package io.braid.yang.codec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a text, up to a bound. Paths are made at the end, when all keys are known. */
final class Problems {
    private static final int MAX = 200;

    private final List<Found> found = new ArrayList<>();
    private int dropped;

    private record Found(Location at, Frame frame, String step, String reason) {}

    /**
     * Something is wrong with or in the branch {@code frame}.
     *
     * @param step rest of the path below the branch, with its slash; or empty
     */
    void add(Location at, Frame frame, String step, String reason) {
        frame.damage();
        if (found.size() < MAX) {
            found.add(new Found(at, frame, step, reason));
        } else {
            dropped++;
        }
    }

    List<Problem> inOrder() {
        List<Problem> problems = new ArrayList<>(found.stream()
                .map(each -> new Problem(
                        each.at.line(), each.at.column(), path(each.frame, each.step), each.reason))
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList());
        if (dropped > 0) {
            problems.add(new Problem(0, 0, "/", dropped + " further problems are not shown"));
        }
        return problems;
    }

    private static String path(Frame frame, String step) {
        String path = frame.path() + step;
        return path.isEmpty() ? "/" : path;
    }
}
