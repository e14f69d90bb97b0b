package io.braid.radius.client;

import java.net.PortUnreachableException;
import java.security.GeneralSecurityException;

/** Why something failed, for people. */
final class Causes {
    private Causes() {}

    /** The innermost cause in words. */
    static String words(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (cause instanceof GeneralSecurityException) {
            return "its certificate is not trusted: " + message;
        }
        if (cause instanceof PortUnreachableException || message != null && message.contains("Connection refused")) {
            return "nothing listens on its port";
        }
        return message == null || message.isEmpty() ? cause.getClass().getSimpleName() : message;
    }
}
