package io.braid.lab.peer;

import io.braid.lab.net.Command;
import io.braid.lab.net.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * FreeRADIUS in a host of the lab, with a configuration of its own: nothing of {@code /etc} is read. It takes requests with
 * a Message-Authenticator only, and writes down all it is asked.
 */
public final class FreeRadius implements AutoCloseable {
    /** What it shares with whoever asks. */
    public static final String SECRET = "testing123";

    private static final String PROGRAM = "/usr/sbin/freeradius";
    private static final long READY_SECONDS = 20;
    private static final long STOP_SECONDS = 5;
    private static final int TLS_AHEAD = 2;

    private final Host host;
    private final Path folder;
    private final List<String> addresses;
    private final int port;
    private Process process;

    private FreeRadius(Host host, Path folder, List<String> addresses, int port) {
        this.host = host;
        this.folder = folder;
        this.addresses = addresses;
        this.port = port;
    }

    /** What a server is to be like. */
    public static final class Plan {
        private final Host host;
        private final String name;
        private final List<String> addresses = new ArrayList<>();
        private int port = 1812;
        private String users = "";
        private String dictionary = "";
        private Certificates certificates;

        /** @param name unique in the folder; also that of its files */
        public Plan(Host host, String name) {
            this.host = host;
            this.name = name;
        }

        /** One more address to listen on. */
        public Plan address(String address) {
            addresses.add(address);
            return this;
        }

        /** The port for authentication; that for accounting is the next one, and that for TLS the one after. */
        public Plan port(int number) {
            port = number;
            return this;
        }

        /** Permits a user, and says this of it; items of FreeRADIUS's users file. */
        public Plan accept(String user, String... items) {
            users += "\"" + user + "\" Auth-Type := Accept\n";
            if (items.length > 0) {
                users += "\t" + String.join(",\n\t", items) + "\n";
            }
            return this;
        }

        /** Adds a dictionary, in FreeRADIUS's form. */
        public Plan dictionary(String text) {
            dictionary = text;
            return this;
        }

        /** Takes connections over TLS too (RFC 6614). */
        public Plan tls(Certificates pair) {
            certificates = pair;
            return this;
        }

        /** Starts it and waits until it answers. */
        public FreeRadius start(Path around) throws IOException {
            Path folder = Files.createDirectory(
                    around.resolve("radius-" + name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            write(folder, "dictionary", dictionary);
            // Who is not named is rejected.
            write(folder, "users", users + "DEFAULT Auth-Type := Reject\n\tReply-Message = \"unknown subscriber\"\n");
            write(folder, "radiusd.conf", configuration(folder));
            FreeRadius server = new FreeRadius(host, folder, List.copyOf(addresses), port);
            server.start();
            return server;
        }

        private String configuration(Path folder) {
            StringBuilder listeners = new StringBuilder();
            for (String address : addresses) {
                listeners.append(listener("auth", address, port)).append(listener("acct", address, port + 1));
            }
            return GENERAL.replace("${D}", folder.toString())
                    .replace("${LISTEN}", listeners)
                    .replace("${TLS}", certificates == null ? "" : tls());
        }

        private static String listener(String type, String address, int port) {
            return "  listen {\n    type = " + type + "\n    " + family(address) + " = " + address + "\n    port = " + port
                    + "\n  }\n";
        }

        private static String family(String address) {
            return address.contains(":") ? "ipv6addr" : "ipaddr";
        }

        private String tls() {
            StringBuilder all = new StringBuilder(TLS_CLIENTS);
            for (String address : addresses) {
                all.append(TLS_LISTENER.replace("${FAMILY}", family(address))
                        .replace("${ADDRESS}", address)
                        .replace("${PORT}", String.valueOf(port + TLS_AHEAD))
                        .replace("${KEY}", certificates.serverKey().toString())
                        .replace("${CERTIFICATE}", certificates.server().toString())
                        .replace("${CA}", certificates.authority().toString()));
            }
            return all.toString();
        }
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.setPosixFilePermissions(
                Files.writeString(folder.resolve(name), text), PosixFilePermissions.fromString("rw-------"));
    }

    /** Starts it, again if it was stopped, and waits until it answers. */
    public void start() throws IOException {
        process = new ProcessBuilder(host.inside(List.of(PROGRAM, "-f", "-d", folder.toString(), "-n", "radiusd")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
                .start();
        process.getOutputStream().close();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("FreeRADIUS in " + host.name() + " does not answer: " + log());
            }
        }
    }

    private boolean answers() {
        String address = addresses.getFirst();
        try {
            Command.run(
                    host.inside(List.of(
                            "radclient", "-d", folder.toString(), "-r", "1", "-t", "0.2",
                            (address.contains(":") ? "[" + address + "]" : address) + ":" + port, "status", SECRET)),
                    "Message-Authenticator=0x00\n");
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Sends a request as a server that changes subscribers does (RFC 5176), and waits for the answer.
     *
     * @param kind coa or disconnect
     * @return what came, with its attributes; of silence, that
     */
    public String order(String address, int to, String kind, String secret, String... attributes) throws IOException {
        String target = (address.contains(":") ? "[" + address + "]" : address) + ":" + to;
        // Its exit code tells a refusal and silence from success, which its output does as well.
        return Command.run(
                host.inside(List.of(
                        "sh", "-c", "radclient -x -d \"$0\" -r 1 -t 2 \"$1\" \"$2\" \"$3\" 2>&1 || true",
                        folder.toString(), target, kind, secret)),
                String.join("\n", attributes) + "\nMessage-Authenticator = 0x00\n");
    }

    /** Where its dictionaries are, for {@code radclient -d}. */
    public Path folder() {
        return folder;
    }

    public int port() {
        return port;
    }

    /** The port for TLS. */
    public int tlsPort() {
        return port + TLS_AHEAD;
    }

    /** The Access-Requests it was asked, each with its attributes as lines {@code Name = value}. */
    public List<String> requests() throws IOException {
        return blocks("requests");
    }

    /** The accounting records it has taken, in the same form. */
    public List<String> records() throws IOException {
        return blocks("records");
    }

    private List<String> blocks(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> blocks = new ArrayList<>();
        for (String block : Files.readString(file).split("\n\n")) {
            if (!block.isBlank()) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    /** What it logs. */
    public String log() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("output", "radius.log")) {
            Path file = folder.resolve(name);
            all.append(Files.exists(file) ? Files.readString(file) : "");
        }
        return all.toString();
    }

    /** Lets it be silent: it takes packets and answers none, until {@link #thaw}. */
    public void freeze() throws IOException {
        Command.run("kill", "-STOP", String.valueOf(process.pid()));
    }

    /** Lets it go on. */
    public void thaw() throws IOException {
        Command.run("kill", "-CONT", String.valueOf(process.pid()));
    }

    /** Ends it as a crash does. */
    public void kill() throws IOException {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
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

    /** FreeRADIUS 3.2.1, of Debian 12, signs answers only when told to. */
    private static final String GENERAL = """
            name = radiusd
            prefix = /usr
            libdir = /usr/lib/freeradius
            confdir = ${D}
            logdir = ${D}
            run_dir = ${D}
            max_request_time = 5
            cleanup_delay = 2
            max_requests = 65536
            hostname_lookups = no
            proxy_requests = no
            log {
              destination = files
              file = ${D}/radius.log
            }
            security {
              max_attributes = 200
              reject_delay = 0
              status_server = yes
            }
            thread pool {
              start_servers = 2
              max_servers = 4
              min_spare_servers = 1
              max_spare_servers = 4
              max_requests_per_server = 0
            }
            modules {
              files {
                usersfile = ${D}/users
              }
              pap {
              }
              always reject {
                rcode = reject
              }
              detail {
                filename = ${D}/records
                permissions = 0600
              }
              detail requests {
                filename = ${D}/requests
                permissions = 0600
              }
            }
            client ipv4 {
              ipaddr = 10.0.0.0/8
              secret = testing123
              require_message_authenticator = yes
            }
            client ipv6 {
              ipv6addr = fd00::/8
              secret = testing123
              require_message_authenticator = yes
            }
            client loopback {
              ipaddr = 127.0.0.0/8
              secret = testing123
              require_message_authenticator = yes
            }
            server default {
            ${LISTEN}
              authorize {
                requests
                files
                pap
              }
              authenticate {
                pap
              }
              accounting {
                detail
              }
              post-auth {
                update reply {
                  Message-Authenticator := 0x00
                }
                Post-Auth-Type REJECT {
                  update reply {
                    Message-Authenticator := 0x00
                  }
                }
              }
            }
            ${TLS}
            """;

    private static final String TLS_CLIENTS = """
            clients radsec {
              client ipv4 {
                ipaddr = 10.0.0.0/8
                proto = tls
                secret = radsec
              }
              client ipv6 {
                ipv6addr = fd00::/8
                proto = tls
                secret = radsec
              }
            }
            """;

    private static final String TLS_LISTENER = """
            listen {
              type = auth+acct
              ${FAMILY} = ${ADDRESS}
              port = ${PORT}
              proto = tcp
              virtual_server = default
              clients = radsec
              tls {
                private_key_file = ${KEY}
                certificate_file = ${CERTIFICATE}
                ca_file = ${CA}
                cipher_list = "DEFAULT"
                tls_min_version = "1.2"
                tls_max_version = "1.3"
                require_client_cert = yes
                cache {
                  enable = no
                }
              }
            }
            """;
}
