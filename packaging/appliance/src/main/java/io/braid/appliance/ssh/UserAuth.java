package io.braid.appliance.ssh;

import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who may log in. */
final class UserAuth implements PasswordAuthenticator, PublickeyAuthenticator {
    /** The user of an authenticated connection, as it was at the login. */
    static final AttributeKey<SshUser> USER = new AttributeKey<>();

    private static final Logger LOG = LoggerFactory.getLogger(UserAuth.class);

    private final SshUsers users;

    UserAuth(SshUsers users) {
        this.users = users;
    }

    @Override
    public boolean authenticate(String name, String password, ServerSession session) {
        Optional<SshUser> user = users.find(name);
        boolean known = Passwords.matches(password, user.flatMap(SshUser::passwordHash));
        if (known) {
            session.setAttribute(USER, user.orElseThrow());
        } else {
            LOG.warn("msg=\"login refused\" method=password user=\"{}\" peer={}", shown(name), session.getClientAddress());
        }
        return known;
    }

    /** Asked for each key that a client offers, before it proves that it has it: a refusal says little. */
    @Override
    public boolean authenticate(String name, PublicKey key, ServerSession session) {
        Optional<SshUser> user = users.find(name);
        boolean known = user.map(SshUser::authorizedKeys).orElse(List.of()).stream().anyMatch(line -> is(line, key));
        if (known) {
            session.setAttribute(USER, user.orElseThrow());
        }
        return known;
    }

    private static boolean is(String line, PublicKey key) {
        try {
            return KeyUtils.compareKeys(SshUser.key(line), key);
        } catch (IOException e) {
            LOG.warn("msg=\"an authorized key cannot be read\" reason=\"{}\"", e.getMessage());
            return false;
        }
    }

    private static String shown(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}\"]", "?");
        return plain.length() > 64 ? plain.substring(0, 64) + "…" : plain;
    }
}
