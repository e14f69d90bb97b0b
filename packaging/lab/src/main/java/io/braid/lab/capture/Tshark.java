package io.braid.lab.capture;

import io.braid.lab.net.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the TCP segments of captures with tshark. */
final class Tshark {
    private Tshark() {}

    /**
     * Ends a capture and reads fields of its TCP segments, those quoted by ICMP left out.
     *
     * @return the fields of each segment; an absent one is empty
     * @throws IOException when frames are missing from it, so that nothing can be said to be absent
     */
    static Stream<String[]> fields(Capture capture, List<String> fields) throws IOException {
        capture.close();
        if (capture.dropped() > 0) {
            throw new IOException("capture " + capture.name() + " lost " + capture.dropped() + " frames");
        }
        // What the user has set up for tshark must not count, and may not even be readable.
        Path nowhere = capture.file().resolveSibling("tshark");
        List<String> command = new ArrayList<>(List.of(
                "env", "WIRESHARK_CONFIG_DIR=" + nowhere, "HOME=" + nowhere, "XDG_CONFIG_HOME=" + nowhere,
                "tshark", "-n", "-r", capture.file().toString(), "-Y", "tcp && !icmp && !icmpv6",
                "-o", "tcp.analyze_sequence_numbers:FALSE", "-o", "tcp.desegment_tcp_streams:FALSE",
                "-o", "mptcp.analyze_mptcp:FALSE", "-T", "fields", "-E", "separator=|", "-E", "occurrence=a"));
        for (String field : fields) {
            command.add("-e");
            command.add(field);
        }
        return Command.run(command, "").lines().map(line -> line.split("\\|", -1));
    }
}
