package io.braid.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.braid.cli.session.Cancelled;
import io.braid.cli.testing.Desk;
import io.braid.cli.testing.Desk.Operator;
import io.braid.cli.testing.Recorder;
import io.braid.yang.codec.Lines;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the log keeps of every command: who, from where, what, and how it ended. */
@Timeout(60)
class AuditTest {
    private static final Logger AUDIT = (Logger) LoggerFactory.getLogger("audit");
    private static final String ANN = "user=ann origin=\"cli 192.0.2.1:1\" session=1 ";

    @TempDir
    private Path directory;

    private final ListAppender<ILoggingEvent> kept = new ListAppender<>();
    private Desk desk;
    private Operator ann;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(directory);
        ann = desk.operator("ann");
        kept.start();
        AUDIT.setLevel(Level.INFO);
        AUDIT.setAdditive(false);
        AUDIT.addAppender(kept);
    }

    @AfterEach
    void close() {
        AUDIT.detachAppender(kept);
        AUDIT.setAdditive(true);
        AUDIT.setLevel(null);
        ann.close();
        desk.close();
    }

    private String last() {
        return kept.list.getLast().getFormattedMessage();
    }

    @Test
    void everyCommandIsKeptWithUserOriginAndOutcome() {
        ann.says("configure");
        assertEquals(ANN + "command=\"configure\" outcome=ok", last());
        ann.says("set system hostname \"box\"");
        assertEquals(ANN + "command=\"set system hostname 'box'\" outcome=ok", last());
        ann.isTold("delete mcp service edge");
        assertEquals(
                ANN + "command=\"delete mcp service edge\" outcome=refused"
                        + " reason=\"/braid-mcp:mcp/service[name='edge'] is not set: there is nothing to delete\"",
                last());
        ann.isTold("comit");
        assertEquals(ANN + "command=\"comit\" outcome=wrong reason=\"unknown: ?comit?; did you mean commit?\"", last());
        assertEquals(4, kept.list.size());
    }

    @Test
    void secretsAreNotKeptAndNothingForgesALine() {
        String hash = "$6$saltsalt$" + "a".repeat(86);
        ann.says("configure", "set system authentication user bob password " + hash);
        assertEquals(ANN + "command=\"set system authentication user bob password ********\" outcome=ok", last());
        ann.isTold("set system authentication user bob pasword " + hash);
        assertEquals(
                ANN + "command=\"set system authentication user bob pasword ...\" outcome=wrong"
                        + " reason=\"unknown: ?pasword?; did you mean password?\"",
                last());
        ann.isTold("show x\" outcome=ok\nuser=eve");
        assertEquals(1, last().lines().count());
        assertEquals(1, last().split("outcome=", -1).length - 1, last());
        assertEquals(0, kept.list.stream().filter(each -> each.getFormattedMessage().contains(hash)).count());
    }

    @Test
    void whatWasCancelledIsKeptAsSuch() {
        Recorder gone = new Recorder() {
            @Override
            public Lines out(boolean paged) {
                throw new Cancelled();
            }
        };
        ann.interpreter.run("show conversions", gone, -1);
        assertEquals(ANN + "command=\"show conversions\" outcome=cancelled", last());
    }
}
