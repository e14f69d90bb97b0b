package io.braid.lab.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work done side by side; the first failure is the failure of all. */
public final class Tasks {
    private Tasks() {}

    /** Work that may fail with an I/O error. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    static Callable<Void> task(Work work) {
        return () -> {
            work.run();
            return null;
        };
    }

    /** Does all of it and waits for the end. */
    public static <T> List<T> all(List<Callable<T>> tasks) throws IOException {
        List<T> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> f : pool.invokeAll(tasks)) {
                results.add(f.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }
}
