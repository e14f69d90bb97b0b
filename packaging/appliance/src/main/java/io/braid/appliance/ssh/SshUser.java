package io.braid.appliance.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * A user as the configuration has it.
 *
 * @param name the name to log in with
 * @param groups for access control
 * @param passwordHash as crypt(3) has it: $1$, $5$ or $6$; empty if the user has no password
 * @param authorizedKeys public keys, each as a line of OpenSSH's authorized_keys without options
 */
public record SshUser(String name, Set<String> groups, Optional<String> passwordHash, List<String> authorizedKeys) {
    public SshUser {
        groups = Set.copyOf(groups);
        authorizedKeys = List.copyOf(authorizedKeys);
    }

    /**
     * The public key of such a line.
     *
     * @throws IOException if it is none, or of a kind that is not known
     */
    static PublicKey key(String line) throws IOException {
        try {
            AuthorizedKeyEntry entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
            PublicKey key = entry == null ? null : entry.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
            if (key == null) {
                throw new IOException("it is no key of a known kind");
            }
            return key;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("it is no public key: " + e.getMessage(), e);
        }
    }

    /**
     * Checks such a line.
     *
     * @throws IOException if it is no public key, or of a kind that is not known
     */
    public static void check(String line) throws IOException {
        key(line);
    }
}
