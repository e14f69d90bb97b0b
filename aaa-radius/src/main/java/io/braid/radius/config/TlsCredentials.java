package io.braid.radius.config;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;

/**
 * What the two ends of a TLS connection prove who they are with (RFC 6614 §2.3).
 *
 * @param authorities certificates that vouch for the server's
 * @param certificate this client's
 * @param key of the certificate
 */
public record TlsCredentials(List<X509Certificate> authorities, X509Certificate certificate, PrivateKey key) {
    public TlsCredentials {
        authorities = List.copyOf(authorities);
    }

    /**
     * Reads them.
     *
     * @param authorities certificates in DER, by their names
     * @param certificate in DER
     * @param key PKCS #8 in DER
     * @throws IllegalArgumentException naming what cannot be read
     */
    public static TlsCredentials of(Map<String, byte[]> authorities, byte[] certificate, byte[] key) {
        X509Certificate own = certificate("certificate", certificate);
        try {
            PrivateKey secret = KeyFactory.getInstance(own.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(key));
            return new TlsCredentials(
                    authorities.entrySet().stream()
                            .map(one -> certificate("ca-certificate " + one.getKey(), one.getValue()))
                            .toList(),
                    own,
                    secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the private key is not PKCS #8 in DER, or not of the certificate's kind, "
                            + own.getPublicKey().getAlgorithm(),
                    e);
        }
    }

    private static X509Certificate certificate(String name, byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the " + name + " is no X.509 certificate in DER: " + e.getMessage(), e);
        }
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "TlsCredentials[" + certificate.getSubjectX500Principal() + "]";
    }
}
