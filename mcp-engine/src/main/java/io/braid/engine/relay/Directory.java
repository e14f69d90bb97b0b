package io.braid.engine.relay;

import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import io.netty.util.concurrent.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The conversions of all loops, for those who stand outside. Callable from any thread but a loop's. A loop is never held up
 * for longer than it takes to read a few conversions.
 */
public final class Directory {
    /** That of an engine that stands still. */
    public static final Directory EMPTY = new Directory(List.of());

    /** Loops' identifiers are this far apart: enough for 140 years at one conversion a microsecond. */
    static final int LOOP_ID_SHIFT = 52;

    /** Conversions that are read in one turn of a loop. */
    private static final int READ_MAX = 32;

    private static final long ANSWER_MS = 2_000;

    private final List<ConversionLoop> loops;

    /** @param loops the loop with index n gives identifiers from {@code n << LOOP_ID_SHIFT} */
    Directory(List<ConversionLoop> loops) {
        this.loops = loops;
    }

    /** Shows every conversion to a reader, each on the thread of its loop; returns when all were shown. */
    public void forEach(Consumer<Conversion> reader) {
        try (Stream<Boolean> shown = read(conversion -> {
            reader.accept(conversion);
            return true;
        })) {
            shown.forEach(_ -> {});
        }
    }

    /**
     * What a reader makes of each conversion, by loop and in the order of their beginning. The reader is called on the
     * loops' threads, and only as far as the stream is taken.
     */
    public <T> Stream<T> read(Function<Conversion, T> reader) {
        return loops.stream().flatMap(loop -> {
            long[] ids = ask(loop, () -> ids(loop)).orElse(new long[0]);
            return LongStream.iterate(0, from -> from < ids.length, from -> from + READ_MAX)
                    .boxed()
                    .flatMap(from -> some(loop, ids, from.intValue(), reader).stream());
        });
    }

    private static long[] ids(ConversionLoop loop) {
        long[] ids = loop.lives().values().stream().mapToLong(live -> live.data.id).toArray();
        Arrays.sort(ids);
        return ids;
    }

    private static <T> List<T> some(ConversionLoop loop, long[] ids, int from, Function<Conversion, T> reader) {
        return ask(loop, () -> Arrays.stream(ids, from, Math.min(ids.length, from + READ_MAX))
                        .mapToObj(id -> loop.lives().get(id))
                        .filter(live -> live != null)
                        .map(live -> reader.apply(live.data))
                        .toList())
                .orElse(List.of());
    }

    /** What a reader makes of one conversion; empty if there is no such conversion. */
    public <T> Optional<T> read(long id, Function<Conversion, T> reader) {
        return loop(id).flatMap(loop -> ask(loop, () -> Optional.ofNullable(loop.lives().get(id))
                        .map(live -> reader.apply(live.data)))
                .flatMap(found -> found));
    }

    /** Resets both legs of a conversion; whether there was one. */
    public boolean clear(long id) {
        return loop(id).flatMap(loop -> ask(loop, () -> {
                    Live live = loop.lives().get(id);
                    if (live != null) {
                        loop.end(live, Verdict.refuse(Reason.CLEARED, ""), true);
                    }
                    return live != null;
                }))
                .orElse(false);
    }

    private Optional<ConversionLoop> loop(long id) {
        long index = id >>> LOOP_ID_SHIFT;
        return index < loops.size() ? Optional.of(loops.get((int) index)) : Optional.empty();
    }

    /** The answer of a loop; empty if it ends, or does not answer in time. */
    private static <T> Optional<T> ask(ConversionLoop loop, Callable<T> question) {
        if (loop.eventLoop().isShuttingDown()) {
            return Optional.empty();
        }
        Future<T> answer = loop.eventLoop().submit(question);
        answer.awaitUninterruptibly(ANSWER_MS, TimeUnit.MILLISECONDS);
        return answer.isSuccess() ? Optional.of(answer.getNow()) : Optional.empty();
    }
}
