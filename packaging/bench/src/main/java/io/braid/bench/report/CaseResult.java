package io.braid.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a bench found out about one case.
 *
 * @param bench its name
 * @param name of the case
 * @param ratio how Braid compares with each peer: 1.00 is as good, more is better
 * @param figures what was measured
 * @param goals what some of the figures are to be
 * @param failures what went wrong; then the ratios mean nothing
 */
@JsonPropertyOrder({"bench", "case", "ratio", "figures", "missed", "failures"})
public record CaseResult(
        String bench,
        @JsonProperty("case") String name,
        Map<String, Double> ratio,
        Map<String, Double> figures,
        @JsonIgnore List<Goal> goals,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> failures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public CaseResult {
        ratio = rounded(ratio);
        figures = rounded(figures);
        goals = List.copyOf(goals);
        failures = List.copyOf(failures);
    }

    /** A case without goals, which compares. */
    public CaseResult(
            String bench, String name, Map<String, Double> ratio, Map<String, Double> figures, List<String> failures) {
        this(bench, name, ratio, figures, List.of(), failures);
    }

    /** The figures that are not what they are to be; nothing if none was to be anything. */
    @JsonProperty("missed")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public List<String> missed() {
        return goals.isEmpty()
                ? null
                : goals.stream()
                        .filter(goal -> !goal.met(figures.get(goal.key())))
                        .map(Goal::key)
                        .toList();
    }

    /** Three decimals; what could not be measured is left out, as JSON has no word for it. */
    private static Map<String, Double> rounded(Map<String, Double> values) {
        Map<String, Double> all = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (Double.isFinite(value)) {
                all.put(key, Math.round(value * 1000) / 1000.0);
            }
        });
        return all;
    }

    /** One object on one line. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
