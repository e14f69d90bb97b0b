package io.braid.lab.appliance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The dictionary that Braid ships for RADIUS servers, out of the appliance's own jars. */
public final class BraidDictionary {
    private static final String NAME = "io/braid/radius/policy/dictionary.braid";

    private BraidDictionary() {}

    /** Its text. */
    public static String text() throws IOException {
        for (String entry : Installation.found().classPath().split(":")) {
            for (Path place : places(entry)) {
                String text = in(place);
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        throw new IOException("the appliance has no " + NAME);
    }

    /** A class path names jars, folders, and all jars of a folder. */
    private static List<Path> places(String entry) throws IOException {
        if (!entry.endsWith("/*")) {
            return List.of(Path.of(entry));
        }
        try (Stream<Path> files = Files.list(Path.of(entry.substring(0, entry.length() - 2)))) {
            return files.filter(file -> file.getFileName().toString().startsWith("aaa-radius")).toList();
        }
    }

    private static String in(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            Path file = place.resolve(NAME);
            return Files.exists(file) ? Files.readString(file) : "";
        }
        try (ZipFile jar = new ZipFile(place.toFile())) {
            var found = jar.getEntry(NAME);
            if (found == null) {
                return "";
            }
            try (InputStream text = jar.getInputStream(found)) {
                return new String(text.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
