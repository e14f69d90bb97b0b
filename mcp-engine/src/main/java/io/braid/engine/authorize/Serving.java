package io.braid.engine.authorize;

import io.braid.engine.verdict.Verdict;
import java.util.concurrent.CompletionStage;

/** What is done to conversions of one subscriber. Each stage is complete when all of them have seen to it. */
public interface Serving {
    /** Its policy has changed: it holds from now on, and ends those that it does not allow. */
    CompletionStage<Void> changed(Attached subscriber);

    /** They end. */
    CompletionStage<Void> end(Attached subscriber, Verdict.Refuse why);

    /** What they used of each access network is read, and told to the subscriber. */
    CompletionStage<Void> measure(Attached subscriber);
}
