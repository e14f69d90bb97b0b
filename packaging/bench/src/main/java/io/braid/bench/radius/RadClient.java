package io.braid.bench.radius;

import io.braid.lab.net.Command;
import io.braid.lab.net.Host;
import io.braid.lab.peer.FreeRadius;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FreeRADIUS's own client asks the same questions, from the host of the conversion point. */
final class RadClient {
    private static final Pattern LINE = Pattern.compile("(?m)^\\s*(Accepted|Rejected|Lost)\\s*:\\s*(\\d+)");

    /** One that has not ended by then has lost its way; seen with 1024 at a time. */
    private static final long LIMIT_SECONDS = 30;

    private static final String UNFINISHED = "unfinished";

    private final Host host;
    private final FreeRadius server;
    private final String address;
    private final Path folder;

    RadClient(Host host, FreeRadius server, String address, Path folder) {
        this.host = host;
        this.server = server;
        this.address = address;
        this.folder = folder;
    }

    /**
     * Asks about some users, so many at a time; the same waits and attempts as Braid's. What it has asked by when it should
     * have ended long ago is lost, all of it: what became of each it tells at its end alone.
     */
    Asked ask(int count, int atATime) throws IOException {
        StringBuilder questions = new StringBuilder();
        for (int i = 0; i < count; i++) {
            questions.append("Message-Authenticator = 0x00\nUser-Name = \"10.32.").append(i >> 8).append('.').append(i & 0xff)
                    .append("\"\nService-Type = Call-Check\nNAS-Identifier = braid\nNAS-Port-Type = Virtual\n\n");
        }
        Path file = Files.writeString(folder.resolve("questions-" + atATime), questions);
        long begin = System.nanoTime();
        // What it writes about each packet is thrown away; without -s it counts nothing, and with -q it tells nothing.
        String said = Command.run(
                host.inside(List.of(
                        "sh", "-c",
                        "(timeout \"$6\" radclient -d \"$1\" -s -r 3 -t 1 -p \"$2\" -f \"$3\" \"$4\" auth \"$5\" 2>&1"
                                + " || [ $? != 124 ] || echo " + UNFINISHED + ") | tail -n 6",
                        "radclient", server.folder().toString(), String.valueOf(atATime), file.toString(),
                        address + ":" + server.port(), FreeRadius.SECRET, String.valueOf(LIMIT_SECONDS))),
                "");
        if (said.contains(UNFINISHED)) {
            return new Asked(0, count, "it did not end in " + LIMIT_SECONDS + " s", LIMIT_SECONDS);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long answered = 0;
        long lost = 0;
        Matcher line = LINE.matcher(said);
        while (line.find()) {
            if (line.group(1).equals("Lost")) {
                lost += Long.parseLong(line.group(2));
            } else {
                answered += Long.parseLong(line.group(2));
            }
        }
        if (answered + lost == 0) {
            throw new IOException("radclient says: " + said.strip());
        }
        return new Asked(answered, lost, "", seconds);
    }
}
