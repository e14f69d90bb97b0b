package io.braid.lab.peer;

import io.braid.lab.net.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * An authority, and what it has signed for a server and for a client; made by OpenSSL, as files in PEM.
 *
 * @param authority its certificate
 * @param server the server's certificate
 * @param serverKey its key
 * @param client the client's certificate
 * @param clientKey its key, PKCS #8
 */
public record Certificates(Path authority, Path server, Path serverKey, Path client, Path clientKey) {
    private static final String DAYS = "2";

    /**
     * Makes them.
     *
     * @param folder a new one
     * @param names what the server's certificate is for, such as {@code IP:10.9.0.2,IP:fd09::2}
     */
    public static Certificates make(Path folder, String names) throws IOException {
        Files.createDirectories(folder);
        openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", DAYS,
                "-subj", "/CN=authority of the lab", "-keyout", "ca.key", "-out", "ca.pem");
        sign(folder, "server", "subjectAltName=" + names);
        sign(folder, "client", "subjectAltName=DNS:mcp.lab");
        return new Certificates(
                folder.resolve("ca.pem"),
                folder.resolve("server.pem"),
                folder.resolve("server.key"),
                folder.resolve("client.pem"),
                folder.resolve("client.key"));
    }

    private static void sign(Path folder, String name, String extension) throws IOException {
        Files.writeString(folder.resolve(name + ".ext"), extension + "\n");
        openssl(folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + name,
                "-keyout", name + ".key", "-out", name + ".csr");
        openssl(folder, "x509", "-req", "-in", name + ".csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                "-days", DAYS, "-extfile", name + ".ext", "-out", name + ".pem");
    }

    private static void openssl(Path folder, String... arguments) throws IOException {
        String[] command = new String[arguments.length + 4];
        command[0] = "env";
        command[1] = "-C";
        command[2] = folder.toString();
        command[3] = "openssl";
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        Command.run(command);
    }

    /** What a PEM file has between its first and its last line: DER in Base64. */
    public static String der(Path pem) throws IOException {
        String base64 = Files.readString(pem)
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .collect(Collectors.joining());
        Base64.getDecoder().decode(base64);
        return base64;
    }
}
