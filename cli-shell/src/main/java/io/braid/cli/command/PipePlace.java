package io.braid.cli.command;

import io.braid.cli.display.Format;
import io.braid.cli.grammar.Choice;
import io.braid.cli.grammar.Place;
import io.braid.cli.grammar.WrongWord;
import io.braid.cli.pipe.Pipe;
import io.braid.cli.pipe.PipeException;
import io.braid.cli.pipe.Pipeline;
import io.braid.yang.codec.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A place in a pipeline.
 *
 * @param words what was said of it, from the first {@code |} on
 * @param command what a pipeline makes of the command before it
 */
record PipePlace(List<Word> words, Function<Pipeline, Command> command) implements Place<Command> {
    /** Behind the first {@code |}. */
    static Place<Command> begin(Function<Pipeline, Command> command) {
        return new PipePlace(List.of(new Word("|", 0, 0, false, false)), command);
    }

    /** The command of the pipeline that the last word is, or is the argument of; empty behind a {@code |}. */
    private Optional<Pipe> last() {
        for (int i = words.size() - 1; i > 0; i--) {
            if (words.get(i).pipe()) {
                break;
            }
            if (words.get(i - 1).pipe()) {
                String word = words.get(i).text();
                return Stream.of(Pipe.values()).filter(pipe -> pipe.word().equals(word)).findFirst();
            }
        }
        return Optional.empty();
    }

    private boolean takes(Pipe pipe) {
        return !pipe.argument().isEmpty() && words.get(words.size() - 2).pipe();
    }

    @Override
    public List<Choice> choices(String prefix, int limit) {
        Optional<Pipe> last = last();
        Stream<Choice> all;
        if (last.isEmpty()) {
            all = Stream.of(Pipe.values()).map(pipe -> Choice.word(pipe.word(), pipe.help()));
        } else {
            Stream<Choice> argument = takes(last.get()) ? argument(last.get()) : Stream.empty();
            boolean enough = !takes(last.get()) || !last.get().needed();
            all = Stream.concat(argument, enough ? Stream.of(Choice.word("|", "change the output further")) : Stream.empty());
        }
        return all.filter(choice -> !choice.literal() || choice.word().startsWith(prefix)).limit(limit).toList();
    }

    private static Stream<Choice> argument(Pipe pipe) {
        return pipe == Pipe.DISPLAY
                ? Stream.of(Format.values()).map(format -> Choice.word(format.word(), format.help()))
                : Stream.of(Choice.any(pipe.argument(), pipe.help()));
    }

    @Override
    public Place<Command> next(Word word) throws WrongWord {
        List<Word> more = new ArrayList<>(words);
        more.add(whole(word));
        PipePlace next = new PipePlace(more, command);
        // What is wrong already is told at its own word.
        if (!next.unfinished()) {
            next.read();
        }
        return next;
    }

    /** A beginning that fits one word only is that word. */
    private Word whole(Word word) {
        Optional<Pipe> last = last();
        boolean named = last.isEmpty() || last.get() == Pipe.DISPLAY && takes(Pipe.DISPLAY);
        if (word.quoted() || word.pipe() || !named) {
            return word;
        }
        List<String> begun = choices(word.text(), 3).stream().map(Choice::word).toList();
        return begun.size() == 1
                ? new Word(begun.getFirst(), word.start(), word.end(), false, false)
                : word;
    }

    private boolean unfinished() {
        Word word = words.getLast();
        return word.pipe() || last().filter(pipe -> pipe.needed() && takes(pipe)).isPresent();
    }

    private Pipeline read() throws WrongWord {
        try {
            return Pipeline.of(words);
        } catch (PipeException e) {
            int end = words.stream()
                    .filter(word -> word.start() == e.at())
                    .map(Word::end)
                    .findFirst()
                    .orElse(e.at());
            throw new WrongWord(e.at(), end, e.getMessage());
        }
    }

    @Override
    public Optional<Command> end() {
        try {
            return unfinished() ? Optional.empty() : Optional.of(command.apply(read()));
        } catch (WrongWord e) {
            return Optional.empty();
        }
    }
}
