package io.braid.lab.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * How a scenario went.
 *
 * @param scenario its name
 * @param requirements rows that it proves
 * @param passed whether every expectation held
 * @param seconds how long it took
 * @param figures what it measured
 * @param failures what did not hold
 * @param logs when something did not hold, the last lines of each appliance's log; for a person, not in the JSON object
 */
@JsonPropertyOrder({"scenario", "requirements", "passed", "seconds", "figures", "failures"})
public record Outcome(
        String scenario,
        List<String> requirements,
        @JsonProperty("passed") boolean passed,
        double seconds,
        Map<String, Double> figures,
        List<String> failures,
        @JsonIgnore List<String> logs) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One object on one line. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
