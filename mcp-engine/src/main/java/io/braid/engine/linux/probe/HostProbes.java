package io.braid.engine.linux.probe;

import io.braid.engine.linux.NetNs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's version and the machine's limits. */
final class HostProbes {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\S+)\\s+(\\S+)\\s+files\\s*");
    private static final int FLOOR_MAJOR = 6;
    private static final int FLOOR_MINOR = 12;
    private static final int FILES_PER_CONVERSION = 2;
    private static final long FILES_WANTED = 65_536;
    private static final String USER_NAMESPACES = "user namespaces";

    private HostProbes() {}

    static Ability kernel() {
        return Ability.needed(
                "kernel", "MPTCP as Braid knows it", "use 6.12 or newer: Debian 13, or on Debian 12 the backports kernel",
                () -> version(System.getProperty("os.version")));
    }

    static String version(String release) throws IOException {
        Matcher m = VERSION.matcher(release);
        if (!m.matches()) {
            throw new IOException("no version in " + release);
        }
        int major = Integer.parseInt(m.group(1));
        int minor = Integer.parseInt(m.group(2));
        if (major < FLOOR_MAJOR || major == FLOOR_MAJOR && minor < FLOOR_MINOR) {
            throw new IOException(release + " is older than " + FLOOR_MAJOR + "." + FLOOR_MINOR);
        }
        return release;
    }

    static List<Ability> limits(NetNs netNs) {
        return List.of(
                Ability.wanted(
                        "open files", "two per conversion",
                        "ulimit -n " + FILES_WANTED + ", or LimitNOFILE= in the service's unit",
                        () -> openFiles(Files.readAllLines(Path.of("/proc/self/limits")))),
                Ability.wanted(
                        "congestion control", "rate of each path", "",
                        () -> MptcpProbes.sysctl(netNs, "net.ipv4.tcp_congestion_control")),
                Ability.wanted(
                        USER_NAMESPACES, "the demonstration without root",
                        "sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000"
                                + " kernel.apparmor_restrict_unprivileged_userns=0; or be root",
                        HostProbes::userNamespaces));
    }

    static String openFiles(List<String> limits) throws IOException {
        for (String line : limits) {
            Matcher m = OPEN_FILES.matcher(line);
            if (m.matches()) {
                if (m.group(2).equals("unlimited")) {
                    return m.group(2);
                }
                // The JVM raises the soft limit to the hard one at its start.
                long files = Long.parseLong(m.group(2));
                String seen = m.group(2) + ", enough for about " + files / FILES_PER_CONVERSION + " conversions";
                if (files < FILES_WANTED) {
                    throw new IOException(seen);
                }
                return seen;
            }
        }
        throw new IOException("no limit of open files in /proc/self/limits");
    }

    private static String userNamespaces() throws IOException {
        requireSysctl("user.max_user_namespaces", value -> !value.equals("0"));
        requireSysctl("kernel.unprivileged_userns_clone", value -> !value.equals("0"));
        requireSysctl("kernel.apparmor_restrict_unprivileged_userns", value -> value.equals("0"));
        return "allowed to ordinary users";
    }

    private static void requireSysctl(String name, Predicate<String> good) throws IOException {
        String value = NetNs.current().sysctls().get(name).orElse(null);
        if (value != null && !good.test(value)) {
            throw new IOException(name + "=" + value);
        }
    }
}
