package io.braid.appliance.ssh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;

/** Hashes of passwords, as crypt(3) has them. */
public final class Passwords {
    /** Looks like the letters of a password, but for those that are taken for each other. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** 20 letters of 56 are 116 bits. */
    private static final int LENGTH = 20;

    /** Longer ones are no passwords, but work. */
    private static final int LENGTH_MAX = 256;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Compared with the password of a user who does not exist, which so takes as long as another. */
    private static final String NOBODY = hash(generate());

    private Passwords() {}

    /** A new password that nobody guesses. */
    public static String generate() {
        return RANDOM.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    /** The hash of a password, $6$ (SHA-512) with a salt of its own. */
    public static String hash(String password) {
        return Sha2Crypt.sha512Crypt(password.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a password has this hash; takes the same time whether there is one or not. */
    static boolean matches(String password, Optional<String> hash) {
        if (password.length() > LENGTH_MAX) {
            return false;
        }
        String expected = hash.filter(Passwords::known).orElse(NOBODY);
        String found = Crypt.crypt(password.getBytes(StandardCharsets.UTF_8), expected);
        boolean equal = MessageDigest.isEqual(
                found.getBytes(StandardCharsets.US_ASCII), expected.getBytes(StandardCharsets.US_ASCII));
        return equal && hash.isPresent() && !expected.equals(NOBODY);
    }

    /** Other texts would be taken for salts of the old DES method, or refused by an exception. */
    private static boolean known(String hash) {
        return hash.matches("\\$(1|5|6)\\$(rounds=[0-9]{4,9}\\$)?[./a-zA-Z0-9]{1,16}\\$[./a-zA-Z0-9]{22,86}");
    }
}
