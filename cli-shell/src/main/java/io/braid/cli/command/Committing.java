package io.braid.cli.command;

import io.braid.cli.display.Display;
import io.braid.cli.grammar.Argument;
import io.braid.cli.grammar.Keywords;
import io.braid.cli.grammar.Place;
import io.braid.cli.session.CliSession;
import io.braid.cli.session.Console;
import io.braid.cli.session.Refused;
import io.braid.yang.codec.Lines;
import io.braid.yang.datastore.CommitOptions;
import io.braid.yang.datastore.Conflict;
import io.braid.yang.datastore.Generation;
import io.braid.yang.datastore.PendingCommit;
import io.braid.yang.datastore.Prefer;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Change;
import io.braid.yang.tree.Diff;
import io.braid.yang.tree.Patch;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Commits, and what belongs to them. */
final class Committing {
    private static final int MINUTES_MAX = 10_080;
    private static final int HISTORY_MAX = 50;

    private final CliSession session;
    private final Output output;

    Committing(CliSession session, Output output) {
        this.session = session;
        this.output = output;
    }

    /** What the words behind commit have said so far. */
    private record Said(boolean check, Optional<String> comment, Optional<Duration> confirmed, boolean quit) {
        static final Said NOTHING = new Said(false, Optional.empty(), Optional.empty(), false);
    }

    Place<Command> commit() {
        return commit(Said.NOTHING);
    }

    private Place<Command> commit(Said said) {
        Keywords<Command> place = new Keywords<Command>().end(said.check ? this::check : console -> commit(said, console));
        boolean nothing = said.equals(Said.NOTHING);
        if (nothing) {
            place.add("check", "say whether it could be committed", () -> commit(new Said(true, Optional.empty(), Optional.empty(), false)));
        }
        if (said.check) {
            return place;
        }
        if (said.comment.isEmpty()) {
            place.add("comment", "why, for the history", () -> new Argument<>("text", "in quotation marks if it has spaces",
                    text -> commit(new Said(false, Optional.of(text), said.confirmed, said.quit))));
        }
        if (said.confirmed.isEmpty()) {
            place.add("confirmed", "take it back unless it is confirmed by another commit", () -> confirmed(said));
        }
        if (!said.quit) {
            place.add("and-quit", "leave configuration mode", () -> commit(new Said(false, said.comment, said.confirmed, true)));
        }
        return place;
    }

    private Place<Command> confirmed(Said said) {
        Said usual = new Said(false, said.comment, Optional.of(CommitOptions.CONFIRM_DEFAULT), said.quit);
        return ((Keywords<Command>) commit(usual)).or(new Argument<>(
                "minutes", "how long to wait (1.." + MINUTES_MAX + ", default 10; 30s means seconds)",
                word -> commit(new Said(false, said.comment, Optional.of(duration(word)), said.quit))));
    }

    private static Duration duration(String word) {
        boolean seconds = word.endsWith("s");
        try {
            long number = Long.parseLong(seconds ? word.substring(0, word.length() - 1) : word);
            Duration time = seconds ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
            if (number >= 1 && time.toMinutes() <= MINUTES_MAX) {
                return time;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // Told below, as a number that is out of range is.
        }
        throw new IllegalArgumentException("the time is 1 to " + MINUTES_MAX + " minutes, or seconds such as 30s");
    }

    private void check(Console console) throws DatastoreException, Refused {
        noConflicts(console);
        session.datastore().validate(merged());
        console.tell("The configuration is valid.");
    }

    /** The candidate with what others have committed since. */
    private Branch merged() throws DatastoreException {
        var scratch = session.datastore().candidate();
        Branch mine = session.editing().root();
        if (session.editing().original() == scratch.root()) {
            return mine;
        }
        return Patch.apply(scratch.root(), Diff.between(session.editing().original(), mine));
    }

    private void commit(Said said, Console console) throws DatastoreException, Refused {
        noConflicts(console);
        boolean confirms = session.datastore().pending().filter(this::own).isPresent();
        long before = session.datastore().running().number();
        Generation made = session.datastore().commit(
                session.session(),
                session.editing(),
                new CommitOptions(said.comment.orElse(""), said.confirmed, Optional.empty(), Optional.empty()));
        if (said.confirmed.isPresent()) {
            console.tell("Committed. It is taken back in " + Countdown.text(said.confirmed.get())
                    + " unless another commit confirms it.");
        } else {
            console.tell(made.number() != before
                    ? "Committed." : confirms ? "Confirmed." : "There was nothing to commit.");
        }
        if (said.quit) {
            session.leave();
        }
    }

    private boolean own(PendingCommit pending) {
        return pending.session().id() == session.session().id();
    }

    private void noConflicts(Console console) throws Refused {
        List<Conflict> conflicts = session.datastore().conflicts(session.editing());
        if (conflicts.isEmpty()) {
            return;
        }
        Lines out = console.out(false);
        new ThreeWay(out, session.rights()).write(conflicts);
        throw new Refused("others have changed the same since you began, in "
                + (conflicts.size() == 1 ? "one place" : conflicts.size() + " places")
                + ": \"update yours\" keeps your values, \"update theirs\" takes theirs, \"discard\" forgets your changes");
    }

    Place<Command> update() {
        return new Keywords<Command>()
                .end(console -> update(console, Prefer.NOBODY))
                .add("yours", "where both changed the same, keep your values", (Command) console -> update(console, Prefer.YOURS))
                .add("theirs", "where both changed the same, take theirs", (Command) console -> update(console, Prefer.THEIRS));
    }

    private void update(Console console, Prefer prefer) throws DatastoreException, Refused {
        if (prefer == Prefer.NOBODY) {
            noConflicts(console);
        }
        session.datastore().update(session.session(), session.editing(), prefer);
    }

    Place<Command> rollback() {
        return Argument.number("commits", "how many of the last commits to undo; 0 is what runs now", 0, HISTORY_MAX,
                count -> new Keywords<Command>().end(_ -> session.replace(session.datastore().rollback(count).root())));
    }

    /** What the candidate changes, or how it differs from something else. */
    Place<Command> compare() {
        return output.tail(differences(session.editing()::original))
                .add("running", "what runs now", () -> output.tail(
                        differences(() -> session.datastore().running().root())))
                .add("rollback", "what ran before the last commits", () -> Argument.number(
                        "commits", "how many commits before", 0, HISTORY_MAX,
                        count -> output.tail(differences(() -> session.datastore().rollback(count).root()))))
                .add("file", "a file that was saved", () -> new Argument<>("file", "its name", name ->
                        output.tail(differences(() -> new Loading(session, new Edits(session)).whole(name)))));
    }

    /** Where the other configuration comes from. */
    @FunctionalInterface
    private interface Other {
        Branch root() throws DatastoreException, Refused;
    }

    private Content differences(Other other) {
        return (pipe, out, console) -> {
            Redaction redaction = new Redaction();
            Branch before = other.root();
            List<Change> changes = session.seen(Diff.between(before, session.editing().root())).stream()
                    .map(redaction::of)
                    .toList();
            if (pipe.format().isPresent()) {
                new Display(session.schema(), pipe.format().get(), out).changes(session.seen(before), changes);
                return;
            }
            if (!pipe.columns().isEmpty()) {
                throw new Refused("a comparison has no columns");
            }
            new Compare(out).write(changes);
            out.end();
        };
    }

    /** Leaves configuration mode; asks a person whose changes would be lost. */
    void leave(Console console) {
        if (session.editing().dirty() && console.interactive()) {
            String answer = console.ask("Your changes are not committed and will be lost. Leave? [yes,no] ").orElse("no");
            if (!answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
                return;
            }
        }
        session.leave();
    }
}
