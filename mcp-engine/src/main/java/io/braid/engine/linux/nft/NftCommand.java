package io.braid.engine.linux.nft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/**
 * One command of a transaction, made by {@link NftTable}.
 *
 * @param json its form in libnftables-json(5)
 */
public record NftCommand(Map<String, Object> json) {
    static final JsonMapper MAPPER = new JsonMapper();

    /** The command as JSON. */
    @Override
    public String toString() {
        return write(json);
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("maps, lists, texts and numbers have a JSON form", e);
        }
    }
}
