package io.braid.cli.terminal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * The line that a person edits. Pasted lines are taken one by one, as if they had been typed, but what is a key elsewhere is
 * text in them. A line that is longer than the limit is not done, nor is a paste that has one: half of it might mean something else.
 */
final class LineEditor extends LineReaderImpl {
    private static final String TAB_WIDGET = "braid-complete";
    private static final String HELP_WIDGET = "braid-help";
    private static final int PASTE_MAX = 16 * 1024 * 1024;

    private final int lineMax;
    private final Hints hints;
    private final Deque<String> pasted = new ArrayDeque<>();
    private boolean cut;

    LineEditor(Terminal terminal, Hints hints, int lineMax, int historyMax) throws IOException {
        super(terminal, "braid");
        this.hints = hints;
        this.lineMax = lineMax;
        setHistory(new DefaultHistory());
        setVariable(HISTORY_SIZE, historyMax);
        setVariable(DISABLE_HISTORY, true);
        setVariable(BELL_STYLE, "audible");
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        unsetOpt(Option.INSERT_TAB);
        getWidgets().put(TAB_WIDGET, this::tab);
        getWidgets().put(HELP_WIDGET, this::question);
        for (String map : List.of(LineReader.EMACS, LineReader.DUMB, LineReader.MAIN)) {
            getKeyMaps().get(map).bind(new Reference(TAB_WIDGET), "\t");
            getKeyMaps().get(map).bind(new Reference(HELP_WIDGET), "?");
        }
    }

    /** A line that was pasted whole and is still to be done. */
    Optional<String> pastedLine() {
        return pasted.size() > 1 ? Optional.of(pasted.pop()) : Optional.empty();
    }

    /** Where the next line begins: the end of what was pasted. */
    String pastedBeginning() {
        return pasted.isEmpty() ? "" : pasted.pop();
    }

    /** Forgets what was pasted, and tells how many lines that were. */
    int forgetPasted() {
        int lines = (int) pasted.stream().filter(line -> !line.isBlank()).count();
        pasted.clear();
        return lines;
    }

    /** Draws another prompt, if a line is being edited. From any thread. */
    void prompt(String text) {
        lock.lock();
        try {
            if (reading && !prompt.toString().equals(text)) {
                prompt = new AttributedString(text);
                redisplay(true);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean tab() {
        Hints.Completion completion = hints.complete(buf.upToCursor());
        if (!completion.insert().isEmpty()) {
            buf.write(completion.insert());
        } else if (!completion.lines().isEmpty()) {
            printAbove(String.join("\n", completion.lines()));
        } else {
            return false;
        }
        return true;
    }

    private boolean question() {
        if (hints.inQuotes(buf.upToCursor())) {
            return selfInsert();
        }
        printAbove(String.join("\n", hints.help(buf.upToCursor())));
        return true;
    }

    @Override
    protected boolean selfInsert() {
        // Typed faster than it can be drawn, it was pasted: only the end of it is drawn.
        skipRedisplay = peekCharacter(1) >= 0;
        if (buf.length() < lineMax) {
            return super.selfInsert();
        }
        cut = true;
        return false;
    }

    @Override
    protected boolean acceptLine() {
        if (!cut) {
            return super.acceptLine();
        }
        refuse("the line is longer than " + lineMax + " characters");
        cut = false;
        return false;
    }

    private void refuse(String reason) {
        buf.clear();
        printAbove("error: " + reason + ": nothing of it was done");
    }

    @Override
    public String readLine(String prompt, String right, Character mask, String begun) {
        cut = false;
        return super.readLine(prompt, right, mask, begun);
    }

    @Override
    public boolean beginPaste() {
        String text = doReadStringUntil(BRACKETED_PASTE_END);
        if (text == null) {
            return false;
        }
        String[] lines = text.replace("\r\n", "\n").replace('\r', '\n').replace('\t', ' ').split("\n", -1);
        int longest = Stream.of(lines).mapToInt(String::length).max().orElse(0);
        if (text.length() > PASTE_MAX || longest > lineMax || lines[0].length() > lineMax - buf.length()) {
            refuse(text.length() > PASTE_MAX
                    ? "what was pasted is longer than " + PASTE_MAX + " characters"
                    : "of the " + lines.length + " lines that were pasted one is longer than " + lineMax + " characters");
            return false;
        }
        buf.write(lines[0]);
        if (lines.length > 1) {
            pasted.addAll(List.of(lines).subList(1, lines.length));
            return acceptLine();
        }
        return true;
    }

    /** Reads to the end of a paste; of one that is too long enough is left to see that. */
    @Override
    protected String doReadStringUntil(String end) {
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = readCharacter();
            if (c < 0) {
                return null;
            }
            text.append((char) c);
            int rest = text.length() - end.length();
            if (rest >= 0 && c == end.charAt(end.length() - 1) && text.substring(rest).equals(end)) {
                text.setLength(rest);
                return text.toString();
            }
            if (text.length() > PASTE_MAX + 2 * end.length()) {
                text.deleteCharAt(PASTE_MAX + 1);
            }
        }
    }
}
