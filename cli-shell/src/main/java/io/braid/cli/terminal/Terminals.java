package io.braid.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** Makes the terminals of people who are somewhere else. */
final class Terminals {
    private static final String TYPE_USUAL = "vt100";

    private Terminals() {}

    static Terminal open(Line.Window window, InputStream in, OutputStream out) throws IOException {
        String type = window.type() == null || window.type().isBlank() ? TYPE_USUAL : window.type();
        return new ExternalTerminal(
                null,
                "cli",
                type,
                in,
                out,
                StandardCharsets.UTF_8,
                Terminal.SignalHandler.SIG_IGN,
                false,
                attributes(),
                Shell.size(window.columns(), window.rows()));
    }

    /** Keys come one by one and unseen, Ctrl-C interrupts, ends of lines are those of terminals. */
    private static Attributes attributes() {
        Attributes attributes = new Attributes();
        attributes.setLocalFlag(LocalFlag.ISIG, true);
        attributes.setInputFlag(InputFlag.ICRNL, true);
        attributes.setOutputFlag(OutputFlag.OPOST, true);
        attributes.setOutputFlag(OutputFlag.ONLCR, true);
        attributes.setControlChar(ControlChar.VINTR, 3);
        attributes.setControlChar(ControlChar.VEOF, 4);
        attributes.setControlChar(ControlChar.VERASE, 127);
        attributes.setControlChar(ControlChar.VMIN, 1);
        attributes.setControlChar(ControlChar.VTIME, 0);
        return attributes;
    }
}
