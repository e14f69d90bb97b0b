package io.braid.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;

/**
 * How many branches of a target's packages the inputs of a corpus take, as JaCoCo counts them. Jazzer's own report knows only
 * of the first classes that were loaded.
 */
final class Coverage {
    private final LoggerRuntime runtime = new LoggerRuntime();
    private final RuntimeData data = new RuntimeData();
    private final Watched classes;

    private Coverage(Target target) throws Exception {
        runtime.startup(data);
        classes = new Watched(target.packages(), new Instrumenter(runtime));
    }

    /**
     * Runs a target with every file in some folders.
     *
     * @return by source file the part of its branches that was taken, in per cent, rounded down
     */
    static Map<String, Integer> of(Target target, List<Path> folders) throws Exception {
        Coverage coverage = new Coverage(target);
        try {
            coverage.replay(target, folders);
            return coverage.percent();
        } finally {
            coverage.runtime.shutdown();
        }
    }

    private void replay(Target target, List<Path> folders) throws Exception {
        Method fuzz = classes.loadClass(target.fuzzed().getName()).getMethod("fuzzerTestOneInput", byte[].class);
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    fuzz.invoke(null, (Object) Files.readAllBytes(file));
                }
            }
        }
    }

    private Map<String, Integer> percent() throws IOException {
        ExecutionDataStore taken = new ExecutionDataStore();
        data.collect(taken, new SessionInfoStore(), false);
        CoverageBuilder files = new CoverageBuilder();
        Analyzer analyzer = new Analyzer(taken, files);
        for (Map.Entry<String, byte[]> each : classes.originals.entrySet()) {
            analyzer.analyzeClass(each.getValue(), each.getKey());
        }
        Map<String, Integer> percent = new HashMap<>();
        files.getSourceFiles()
                .forEach(file -> percent.put(
                        file.getName(),
                        file.getBranchCounter().getTotalCount() == 0
                                ? 100
                                : (int) (100 * file.getBranchCounter().getCoveredRatio())));
        return percent;
    }

    /** Braid's classes once more, those of some packages with probes in them. */
    private static final class Watched extends ClassLoader {
        private final List<String> packages;
        private final Instrumenter instrumenter;
        private final Map<String, byte[]> originals = new LinkedHashMap<>();

        Watched(List<String> packages, Instrumenter instrumenter) {
            super(Coverage.class.getClassLoader());
            this.packages = packages;
            this.instrumenter = instrumenter;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                return name.startsWith("io.braid.") ? braid(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> braid(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                if (packages.contains(name.substring(0, name.lastIndexOf('.'))) && !name.contains("Fuzz")) {
                    originals.put(name, bytes);
                    bytes = instrumenter.instrument(bytes, name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
