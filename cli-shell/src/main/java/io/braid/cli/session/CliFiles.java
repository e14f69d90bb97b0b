package io.braid.cli.session;

import io.braid.yang.codec.Lines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of one user: in one directory of the appliance, with plain names, and nowhere else. */
public final class CliFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");
    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final CliLimits limits;

    /** The files of a user; user names are those of the configuration, which cannot be paths. */
    CliFiles(Path all, String user, CliLimits limits) {
        this.directory = all.resolve(name(user));
        this.limits = limits;
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no name of a file: take letters, digits, _ . and -,"
                    + " at most 64, the first one neither . nor -");
        }
        return text;
    }

    /** A file to read. */
    public InputStream read(String name) throws Refused {
        try {
            Path file = directory.resolve(name(name));
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new Refused("there is no file \"" + name + "\"; " + there());
            }
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IllegalArgumentException e) {
            throw new Refused(e.getMessage());
        } catch (IOException e) {
            throw new Refused("the file \"" + name + "\" cannot be read: " + e.getMessage());
        }
    }

    private String there() {
        List<String> names = names();
        return names.isEmpty() ? "no files are kept" : "kept are " + String.join(", ", names);
    }

    /** The names of the files. */
    public List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Begins a file; it appears when the lines end, whole or not at all. Writing fails by {@link UncheckedIOException}.
     *
     * @throws IOException if there can be no such file; the message says why
     */
    public Lines create(String name) throws IOException {
        try {
            Path file = directory.resolve(name(name));
            Files.createDirectories(directory.getParent(), DIRECTORY);
            Files.createDirectories(directory, DIRECTORY);
            if (!Files.exists(file) && names().size() >= limits.filesMax()) {
                throw new IOException("there are " + limits.filesMax() + " files already: overwrite one of them");
            }
            Path fresh = directory.resolve("." + name + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, FILE);
            return new Written(name, file, fresh, limits.fileMax());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        } catch (FileSystemException e) {
            throw new IOException("the file \"" + name + "\" cannot be written: " + e.getMessage(), e);
        }
    }

    /** A file that is being written. */
    private static final class Written implements Lines {
        private final String name;
        private final Path file;
        private final Path fresh;
        private final int max;
        private final BufferedWriter out;
        private long size;

        Written(String name, Path file, Path fresh, int max) throws IOException {
            this.name = name;
            this.file = file;
            this.fresh = fresh;
            this.max = max;
            this.out = Files.newBufferedWriter(fresh, StandardOpenOption.WRITE);
        }

        @Override
        public void line(String text) {
            size += text.length() + 1;
            try {
                if (size > max) {
                    out.close();
                    Files.deleteIfExists(fresh);
                    throw new IOException("the file \"" + name + "\" would be longer than " + max + " bytes");
                }
                out.write(text);
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void end() {
            try {
                out.close();
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
