package io.braid.lab.peer;

import io.braid.lab.net.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** radsecproxy in a host of the lab: takes RADIUS over TLS and asks a server over UDP. */
public final class RadSecProxy implements AutoCloseable {
    private static final long STOP_SECONDS = 5;

    private final Process process;

    private RadSecProxy(Process process) {
        this.process = process;
    }

    /**
     * Starts it. It listens a moment later.
     *
     * @param address where it listens, of IPv4
     * @param server whom it asks, at the same address
     */
    public static RadSecProxy start(
            Host host, Path folder, String address, int port, FreeRadius server, Certificates certificates)
            throws IOException {
        Path file = Files.writeString(
                folder.resolve("radsecproxy.conf"),
                CONFIGURATION.replace("${ADDRESS}", address)
                        .replace("${PORT}", String.valueOf(port))
                        .replace("${AUTH}", String.valueOf(server.port()))
                        .replace("${ACCT}", String.valueOf(server.port() + 1))
                        .replace("${CA}", certificates.authority().toString())
                        .replace("${CERTIFICATE}", certificates.server().toString())
                        .replace("${KEY}", certificates.serverKey().toString()));
        Process process = new ProcessBuilder(host.inside(List.of("radsecproxy", "-f", "-c", file.toString())))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("radsecproxy.output").toFile())
                .start();
        process.getOutputStream().close();
        return new RadSecProxy(process);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static final String CONFIGURATION = """
            ListenTLS ${ADDRESS}:${PORT}
            SourceUDP ${ADDRESS}:*
            LogLevel 3
            LogDestination file:///dev/stderr
            tls default {
              CACertificateFile ${CA}
              CertificateFile ${CERTIFICATE}
              CertificateKeyFile ${KEY}
            }
            client lab {
              host 10.0.0.0/8
              type tls
              secret radsec
              tls default
              certificateNameCheck off
            }
            server fr {
              host ${ADDRESS}
              port ${AUTH}
              type udp
              secret testing123
            }
            server fracct {
              host ${ADDRESS}
              port ${ACCT}
              type udp
              secret testing123
            }
            realm * {
              server fr
              accountingServer fracct
            }
            """;
}
