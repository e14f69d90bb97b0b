package io.braid.engine.relay;

import io.braid.engine.authorize.Attached;
import io.braid.engine.authorize.Serving;
import io.braid.engine.verdict.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Lets every loop see to a subscriber's conversions. */
final class LoopsServing implements Serving {
    private final List<ConversionLoop> loops;

    LoopsServing(List<ConversionLoop> loops) {
        this.loops = loops;
    }

    @Override
    public CompletionStage<Void> changed(Attached subscriber) {
        return each(clientele -> clientele.changed(subscriber));
    }

    @Override
    public CompletionStage<Void> end(Attached subscriber, Verdict.Refuse why) {
        return each(clientele -> clientele.end(subscriber, why));
    }

    @Override
    public CompletionStage<Void> measure(Attached subscriber) {
        return each(clientele -> clientele.measure(subscriber));
    }

    /** A loop that has ended has no conversions. */
    private CompletionStage<Void> each(Consumer<Clientele> work) {
        return CompletableFuture.allOf(loops.stream()
                .filter(loop -> !loop.eventLoop().isShuttingDown())
                .map(loop -> CompletableFuture.runAsync(() -> work.accept(loop.clientele()), loop.eventLoop()))
                .toArray(CompletableFuture[]::new));
    }
}
