package io.braid.radius.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a server of old, or whoever forges one by CVE-2024-3596, answers: a genuine authenticator, no Message-Authenticator. */
final class Unsigned {
    private Unsigned() {}

    static byte[] accept(byte[] request, String secret) {
        ByteBuffer answer = ByteBuffer.allocate(20)
                .put((byte) 2)
                .put(request[1])
                .putShort((short) 20)
                .put(request, 4, 16);
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(answer.array());
            answer.put(4, md5.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return answer.array();
    }
}
