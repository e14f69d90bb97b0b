package io.braid.netconf.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both framings of RFC 6242 §4, with messages and reads cut anywhere. */
class FramingTest {
    private static final int MAX = 1000;

    @Test
    void endOfMessageIsFoundWhereverTheStreamIsCut() throws IOException {
        // Near misses of the delimiter stand in the text, and overlap with it.
        String stream = "<a>]]></a>]]>]]>\n<b>]]]>]]</b>]]]>]]>";
        for (int cut = 1; cut < stream.length(); cut++) {
            FrameReader reader = new FrameReader(new Pieces(stream, Set.of(cut)), MAX);
            assertEquals(List.of("<a>]]></a>", "<b>]]]>]]</b>]"), all(reader), "cut at " + cut);
        }
        FrameReader byBytes = new FrameReader(new Pieces(stream, everywhere(stream)), MAX);
        assertEquals(List.of("<a>]]></a>", "<b>]]]>]]</b>]"), all(byBytes));
    }

    @Test
    void everySplitIntoTwoChunksIsTheSameMessage() throws IOException {
        String text = "<rpc>\n#3\n##\n</rpc>";
        for (int split = 1; split < text.length(); split++) {
            String stream = chunks(List.of(text.substring(0, split), text.substring(split)));
            assertEquals(List.of(text), all(chunked(stream, Set.of())), "split at " + split);
            assertEquals(List.of(text), all(chunked(stream, everywhere(stream))), "split at " + split + ", by bytes");
            for (int cut = 1; cut < stream.length(); cut++) {
                assertEquals(List.of(text), all(chunked(stream, Set.of(cut))), "split " + split + " cut " + cut);
            }
        }
    }

    @Test
    void randomChunksOfRandomMessagesComeBack() throws IOException {
        Random random = new Random(6242);
        for (int round = 0; round < 200; round++) {
            List<String> messages = new ArrayList<>();
            StringBuilder stream = new StringBuilder();
            for (int i = 0; i <= random.nextInt(4); i++) {
                String message = random.ints(1 + random.nextInt(60), ' ', 'Ā')
                        .mapToObj(c -> Character.toString(c))
                        .collect(Collectors.joining());
                messages.add(message);
                stream.append(chunks(split(message, random)));
            }
            Set<Integer> cuts = random.ints(10, 1, stream.length()).boxed().collect(Collectors.toSet());
            assertEquals(messages, all(chunked(stream.toString(), cuts)), "round " + round);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#4\n<a/>\n##\n",
                "\n4\n<a/>\n##\n",
                "\n#0\n\n##\n",
                "\n#04\n<a/>\n##\n",
                "\n#4 \n<a/>\n##\n",
                "\n#-4\n<a/>\n##\n",
                "\n#+4\n<a/>\n##\n",
                "\n#4x\n<a/>\n##\n",
                "\n#\n<a/>\n##\n",
                "\n##\n",
                "\n#4\r\n<a/>\n##\n",
                "\n#4294967296\n<a/>\n##\n",
                "\n#99999999999999999999\n<a/>\n##\n",
                "\n#3\n<a/>\n##\n",
                "\n#4\n<a/>##\n",
                "\n#4\n<a/>\n###\n",
                "\n#4\n<a/>]]>]]>",
                "<rpc/>]]>]]>",
            })
    void wrongChunksEndTheSession(String stream) {
        assertThrows(FramingException.class, () -> all(chunked(stream, Set.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\n#", "\n#4", "\n#4\n", "\n#4\n<a", "\n#4\n<a/>", "\n#4\n<a/>\n", "\n#4\n<a/>\n##"})
    void aStreamThatEndsWithinAMessageIsToldFromOneThatEndsBetween(String stream) {
        assertThrows(EOFException.class, () -> all(chunked(stream, Set.of())));
        assertThrows(EOFException.class, () -> all(new FrameReader(new Pieces("<a>]]>]]", Set.of()), MAX)));
    }

    @Test
    void aMessageOfTheAllowedSizePassesAndALongerOneIsSkipped() throws IOException {
        String fits = "x".repeat(MAX);
        String stream = chunks(List.of(fits)) + chunks(List.of(fits, "y")) + chunks(List.of("next"));
        FrameReader reader = chunked(stream, Set.of());
        assertEquals(fits, text(reader.next().orElseThrow()));
        MessageInput tooLong = reader.next().orElseThrow();
        assertThrows(MessageTooBigException.class, () -> text(tooLong));
        tooLong.drain();
        assertEquals("next", text(reader.next().orElseThrow()));
    }

    @Test
    void aMessageWithoutEndIsNotSkippedForEver() throws IOException {
        MessageInput endless = chunked("\n#4294967295\n" + "x".repeat(100 * MAX), Set.of()).next().orElseThrow();
        assertThrows(MessageTooBigException.class, () -> text(endless));
        assertThrows(FramingException.class, endless::drain);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16383, 16384, 16385, 50000})
    void whatIsWrittenIsRead(int length) throws IOException {
        String message = IntStream.range(0, length).mapToObj(i -> Integer.toString(i % 10)).collect(Collectors.joining());
        for (boolean inChunks : new boolean[] {false, true}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            FrameWriter writer = new FrameWriter(bytes);
            if (inChunks) {
                writer.chunked();
            }
            for (int i = 0; i < 2; i++) {
                try (OutputStream out = writer.message()) {
                    out.write(message.substring(0, length / 3).getBytes(UTF_8));
                    out.write(message.substring(length / 3).getBytes(UTF_8));
                }
            }
            FrameReader reader = new FrameReader(new Pieces(bytes.toString(UTF_8), Set.of()), length);
            if (inChunks) {
                reader.chunked();
            }
            assertEquals(List.of(message, message), all(reader));
        }
    }

    @Test
    void anEmptyStreamHasNoMessage() throws IOException {
        assertTrue(chunked("", Set.of()).next().isEmpty());
        assertTrue(new FrameReader(new Pieces(" \n", Set.of()), MAX).next().isEmpty());
    }

    private static FrameReader chunked(String stream, Set<Integer> cuts) {
        FrameReader reader = new FrameReader(new Pieces(stream, cuts), MAX);
        reader.chunked();
        return reader;
    }

    private static List<String> all(FrameReader reader) throws IOException {
        List<String> messages = new ArrayList<>();
        for (Optional<MessageInput> next = reader.next(); next.isPresent(); next = reader.next()) {
            messages.add(text(next.get()));
        }
        return messages;
    }

    private static String text(MessageInput message) throws IOException {
        return new String(message.readAllBytes(), UTF_8);
    }

    private static Set<Integer> everywhere(String stream) {
        return IntStream.range(1, stream.length()).boxed().collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> split(String message, Random random) {
        List<String> parts = new ArrayList<>();
        String rest = message;
        while (!rest.isEmpty()) {
            int n = 1 + random.nextInt(rest.length());
            parts.add(rest.substring(0, n));
            rest = rest.substring(n);
        }
        return parts;
    }

    private static String chunks(List<String> parts) {
        return parts.stream()
                        .map(part -> "\n#" + part.getBytes(UTF_8).length + "\n" + part)
                        .collect(Collectors.joining())
                + "\n##\n";
    }
}
