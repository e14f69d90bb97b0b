package io.braid.cli.ssh;

import io.braid.cli.CliServer;
import io.braid.cli.terminal.Line;
import io.braid.yang.port.Principal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** The session of one channel. It blocks on its streams, in a virtual thread of its own. */
final class CliCommand implements Command {
    private final CliServer server;
    private final Principal principal;
    private final Optional<String> text;
    private final AtomicBoolean exited = new AtomicBoolean();
    private InputStream in;
    private OutputStream out;
    private OutputStream messages;
    private ExitCallback exit;

    CliCommand(CliServer server, Principal principal, Optional<String> text) {
        this.server = server;
        this.principal = principal;
        this.text = text;
    }

    @Override
    public void setInputStream(InputStream stream) {
        this.in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        this.out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        this.messages = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        boolean terminal = environment.getEnv().containsKey(Environment.ENV_TERM);
        server.serve(new Line(
                principal,
                in,
                out,
                terminal ? out : messages,
                terminal ? Optional.of(window(environment)) : Optional.empty(),
                text,
                this::exit));
    }

    private static Line.Window window(Environment environment) {
        Map<String, String> variables = environment.getEnv();
        return new Line.Window() {
            @Override
            public String type() {
                return variables.get(Environment.ENV_TERM);
            }

            @Override
            public int columns() {
                return number(variables.get(Environment.ENV_COLUMNS));
            }

            @Override
            public int rows() {
                return number(variables.get(Environment.ENV_LINES));
            }

            @Override
            public void onChange(Runnable listener) {
                environment.addSignalListener((_, _) -> listener.run(), Signal.WINCH);
            }
        };
    }

    /** Sizes are the client's words: none is believed that no screen has. */
    private static int number(String text) {
        try {
            int number = text == null ? 0 : Integer.parseInt(text);
            return number < 0 || number > 1_000 ? 0 : number;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The channel has ended, with its streams: that is how the session learns of it. */
    @Override
    public void destroy(ChannelSession channel) {
        exited.set(true);
    }

    private void exit(int status) {
        if (exited.compareAndSet(false, true)) {
            exit.onExit(status);
        }
    }
}
