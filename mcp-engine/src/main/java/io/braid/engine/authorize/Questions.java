package io.braid.engine.authorize;

import io.braid.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** The questions about subscribers that are under way, one at a time for each. From any thread; nothing here waits. */
final class Questions {
    private final Registry registry;
    private final Judgement judgement;
    private final Function<Entry, Admittance> meaning;
    private final Consumer<Entry> settled;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong asked = new AtomicLong();

    /**
     * Both functions are called under the entry's lock.
     *
     * @param meaning what an answer means for a connection that waits for it
     * @param settled hears that there was an answer, or that there is none
     */
    Questions(
            Registry registry, Judgement judgement, Function<Entry, Admittance> meaning, Consumer<Entry> settled) {
        this.registry = registry;
        this.judgement = judgement;
        this.meaning = meaning;
        this.settled = settled;
    }

    /** How many are under way. */
    int underWay() {
        return underWay.get();
    }

    /**
     * Begins to ask about a subscriber, by what its last connection was. Under the entry's lock.
     *
     * @return whether it is asked, or was before; not if there are too many questions already. The answer may have come
     *     when this returns
     */
    boolean ask(Entry entry, Terms now) {
        if (entry.question != 0) {
            return true;
        }
        if (underWay.incrementAndGet() > now.config().questionsMax()) {
            underWay.decrementAndGet();
            return false;
        }
        long question = asked.incrementAndGet();
        entry.question = question;
        Query last = entry.query;
        Query again = new Query(
                last.subscriber(),
                last.customer(),
                last.local(),
                last.destination(),
                Optional.empty(),
                Optional.ofNullable(entry.attached));
        Chain.ask(now.config().order(), now.authorizers(), again, outcome -> answered(entry, question, now, outcome));
        if (entry.question == question) {
            Chain.Outcome none = new Chain.Outcome(
                    new Decision.Unavailable("no answer in time"), Optional.empty(), Optional.empty());
            entry.patience = registry.later(
                    () -> answered(entry, question, now, none), now.config().timeout().toMillis());
        }
        return true;
    }

    private void answered(Entry entry, long question, Terms then, Chain.Outcome outcome) {
        List<Consumer<Admittance>> waiters;
        List<Admittance> answers = new ArrayList<>();
        synchronized (entry) {
            if (entry.question != question) {
                return;
            }
            close(entry);
            entry.generation = then.generation();
            judgement.judge(entry, then.config(), outcome);
            waiters = entry.waiters;
            entry.waiters = new ArrayList<>(1);
            waiters.forEach(_ -> answers.add(meaning.apply(entry)));
            settled.accept(entry);
        }
        for (int i = 0; i < waiters.size(); i++) {
            waiters.get(i).accept(answers.get(i));
        }
    }

    /** Nobody wants to know any more: who waits is refused. Under the entry's lock. */
    void drop(Entry entry, Verdict.Refuse refusal) {
        if (entry.question == 0) {
            return;
        }
        close(entry);
        List<Consumer<Admittance>> waiters = entry.waiters;
        entry.waiters = new ArrayList<>(1);
        registry.later(() -> waiters.forEach(each -> each.accept(new Admittance.Refused(refusal))), 0);
    }

    private void close(Entry entry) {
        entry.question = 0;
        underWay.decrementAndGet();
        if (entry.patience != null) {
            entry.patience.cancel(false);
            entry.patience = null;
        }
    }
}
