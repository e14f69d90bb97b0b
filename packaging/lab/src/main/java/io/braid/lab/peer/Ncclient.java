package io.braid.lab.peer;

import io.braid.lab.net.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** ncclient, the library of Python (Debian's python3-ncclient). Its checks are a program in Python. */
public final class Ncclient implements Peer {
    /** Debian's, for which python3-ncclient is installed, whatever other Python comes first. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final String PROGRAM = "ncclient-checks.py";

    @Override
    public String name() {
        return "ncclient";
    }

    @Override
    public List<Check> run(Target target) throws IOException {
        String program;
        try (InputStream in = Ncclient.class.getResourceAsStream(PROGRAM)) {
            program = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        return Check.lines(Command.run(
                target.host().inside(List.of(
                        PYTHON, "-", Integer.toString(Target.PORT), target.user(), target.key().toString(),
                        target.conversion(), Target.INVALID)),
                program));
    }
}
