package io.braid.yang.store;

import io.braid.yang.port.Principal;
import io.braid.yang.tree.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes and reads the content of a record: lines {@code name value} about the commit, an empty line, the changes. */
final class RecordText {
    private static final String JUDGE = "judge";

    private RecordText() {}

    static byte[] write(CommitRecord record, String judge, List<Change> changes) throws IOException {
        StringBuilder text = new StringBuilder(512);
        field(text, "kind", record.kind().name());
        field(text, "generation", Long.toString(record.generation()));
        field(text, "at", record.at().toString());
        field(text, "user", record.principal().user());
        record.principal().groups().forEach(group -> field(text, "group", group));
        field(text, "origin", record.principal().origin());
        field(text, "comment", record.comment());
        field(text, "schema", Integer.toString(record.schemaVersion()));
        field(text, JUDGE, judge);
        record.pending().ifPresent(pending -> {
            field(text, "deadline", pending.deadline().toString());
            pending.persistId().ifPresent(id -> field(text, "persist", id));
        });
        text.append('\n');
        for (Change change : changes) {
            ChangeText.write(change, text);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(name).append(' ').append(Lines.escape(value)).append('\n');
    }

    static CommitRecord head(byte[] content) throws IOException {
        Map<String, String> fields = new HashMap<>();
        Set<String> groups = new HashSet<>();
        for (String line : text(content, 0, end(content)).split("\n")) {
            int space = line.indexOf(' ');
            String name = space < 0 ? line : line.substring(0, space);
            String value = Lines.unescape(line.substring(space + 1));
            if (name.equals("group")) {
                groups.add(value);
            } else {
                fields.put(name, value);
            }
        }
        try {
            return new CommitRecord(
                    CommitRecord.Kind.valueOf(fields.getOrDefault("kind", "")),
                    Long.parseLong(fields.getOrDefault("generation", "")),
                    Instant.parse(fields.getOrDefault("at", "")),
                    new Principal(fields.getOrDefault("user", ""), groups, fields.getOrDefault("origin", "")),
                    fields.getOrDefault("comment", ""),
                    Integer.parseInt(fields.getOrDefault("schema", "")),
                    Optional.ofNullable(fields.get("deadline"))
                            .map(deadline -> new CommitRecord.Pending(
                                    Instant.parse(deadline), Optional.ofNullable(fields.get("persist")))));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException("the head of a record is damaged", e);
        }
    }

    /** By what the configuration after the commit was found valid; empty if it was not judged. */
    static String judge(byte[] content) {
        return text(content, 0, end(content))
                .lines()
                .filter(line -> line.startsWith(JUDGE + " "))
                .map(line -> line.substring(JUDGE.length() + 1))
                .findFirst()
                .orElse("");
    }

    static List<StoredChange> changes(byte[] content) throws IOException {
        int end = end(content);
        String text = text(content, Math.min(end + 2, content.length), content.length);
        return text.isEmpty() ? List.of() : ChangeText.read(Arrays.asList(text.split("\n", -1)).subList(0, lines(text)));
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    /** Where the empty line before the changes begins: the end of the head. */
    private static int end(byte[] content) {
        for (int i = 1; i < content.length; i++) {
            if (content[i] == '\n' && content[i - 1] == '\n') {
                return i - 1;
            }
        }
        return content.length;
    }

    private static String text(byte[] content, int from, int to) {
        return new String(content, from, to - from, StandardCharsets.UTF_8);
    }
}
