package io.braid.lab.scenario;

import io.braid.lab.net.Leftovers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/** Runs scenarios: within a time limit, and never two at once when one of them needs the machine alone. */
public final class Runner {
    private static final ReentrantReadWriteLock MACHINE = new ReentrantReadWriteLock(true);
    private static final int LIMIT_FACTOR = 8;
    private static final int LIMIT_BASE_SECONDS = 60;

    private final Options options;
    private final Consumer<String> progress;

    /**
     * @param options sizes and what is kept
     * @param progress takes lines for a person
     */
    public Runner(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Runs one scenario to its end, whatever happens in it. */
    public Outcome run(Scenario scenario) {
        About about = scenario.about();
        Lock lock = about.alone() ? MACHINE.writeLock() : MACHINE.readLock();
        lock.lock();
        long begin = System.nanoTime();
        try {
            Leftovers.sweep();
            try (Context context = new Context(about.name(), options, progress)) {
                limited(scenario, context);
                List<String> failures = context.failures();
                if (options.keep()) {
                    context.say("files are kept in " + context.directory());
                }
                List<String> logs = failures.isEmpty() ? List.of() : context.logs();
                return outcome(about, begin, context.figures(), failures, logs);
            }
        } catch (IOException e) {
            return outcome(about, begin, Map.of(), List.of(e.getMessage()), List.of());
        } finally {
            lock.unlock();
        }
    }

    private void limited(Scenario scenario, Context context) {
        long limit = LIMIT_BASE_SECONDS + (long) scenario.about().seconds() * LIMIT_FACTOR * (options.full() ? 4 : 1);
        FutureTask<Void> task = new FutureTask<>(() -> {
            scenario.run(context);
            return null;
        });
        Thread thread = Thread.ofPlatform().name("scenario-" + scenario.about().name()).start(task);
        try {
            task.get(limit, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            context.expect(false, "not done after " + limit + " s");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            context.expect(false, cause instanceof IOException ? cause.getMessage() : trace(cause));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            context.expect(false, "interrupted");
        } finally {
            thread.interrupt();
        }
    }

    private static String trace(Throwable t) {
        StackTraceElement[] stack = t.getStackTrace();
        return t + (stack.length > 0 ? " at " + stack[0] : "");
    }

    private static Outcome outcome(
            About about, long begin, Map<String, Double> figures, List<String> failures, List<String> logs) {
        double seconds = Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
        return new Outcome(about.name(), about.requirements(), failures.isEmpty(), seconds, figures, failures, logs);
    }
}
