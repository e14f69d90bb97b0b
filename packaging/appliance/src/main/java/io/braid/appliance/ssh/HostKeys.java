package io.braid.appliance.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys by which clients know the appliance: made at the first start, kept in files that only their owner reads. */
final class HostKeys {
    private static final Logger LOG = LoggerFactory.getLogger(HostKeys.class);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    /** A kind of key: the first is what clients of today prefer, the others are for older ones. */
    private enum Kind {
        ED25519("Ed25519", 0),
        ECDSA("EC", 256),
        RSA("RSA", 3072);

        private final String algorithm;
        private final int bits;

        Kind(String algorithm, int bits) {
            this.algorithm = algorithm;
            this.bits = bits;
        }

        private String file() {
            return "ssh_host_" + name().toLowerCase(Locale.ROOT) + "_key";
        }
    }

    private HostKeys() {}

    /**
     * The keys in a directory, which are made if they are missing.
     *
     * @throws IOException if a file cannot be read or written, or others than its owner may read it
     */
    static List<KeyPair> open(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<KeyPair> keys = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Path file = directory.resolve(kind.file());
            try {
                if (!Files.exists(file)) {
                    write(file, generate(kind));
                }
                keys.add(read(file));
            } catch (GeneralSecurityException e) {
                throw new IOException("the host key " + file + " is not usable: " + e.getMessage()
                        + "; remove the file to have a new key made", e);
            }
        }
        return keys;
    }

    private static KeyPair generate(Kind kind) throws GeneralSecurityException {
        KeyPairGenerator generator = kind == Kind.ED25519
                ? SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519)
                : KeyPairGenerator.getInstance(kind.algorithm);
        if (kind.bits > 0) {
            generator.initialize(kind.bits);
        }
        return generator.generateKeyPair();
    }

    /** A file appears whole or not at all. */
    private static void write(Path file, KeyPair key) throws IOException, GeneralSecurityException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(channel);
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "braid", null, out);
            out.flush();
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        LOG.info("msg=\"host key made\" file=\"{}\" fingerprint={}", file, KeyUtils.getFingerPrint(key.getPublic()));
    }

    private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
        if (!OWNER.containsAll(allowed)) {
            throw new IOException("the host key " + file + " can be read by others ("
                    + PosixFilePermissions.toString(allowed) + "): it may be known to them, remove it or chmod 600");
        }
        try (var in = Files.newInputStream(file)) {
            var keys = SecurityUtils.loadKeyPairIdentities(null, () -> file.toString(), in, null);
            if (keys == null || !keys.iterator().hasNext()) {
                throw new GeneralSecurityException("it holds no key");
            }
            return keys.iterator().next();
        }
    }
}
