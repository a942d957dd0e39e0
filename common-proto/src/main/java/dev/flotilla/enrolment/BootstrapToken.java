package dev.flotilla.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operator hands to a machine so that it may join: a secret, and the fingerprint of the authority that the machine
 * is to trust. Because the fingerprint travels with the secret, the first contact is pinned and not taken on faith.
 *
 * <p>Written {@code bt_<64 hex>.<64 hex>}: 32 random bytes, then the SHA-256 of the authority's certificate (DER).
 */
public record BootstrapToken(String secret, String authorityFingerprint) {
    private static final Pattern SECRET = Pattern.compile("bt_[0-9a-f]{64}");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TEXT = Pattern.compile("(bt_[0-9a-f]{64})\\.([0-9a-f]{64})");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException when a part is malformed; the message never holds the secret */
    public BootstrapToken {
        if (!SECRET.matcher(secret).matches()) {
            throw new IllegalArgumentException("bootstrap token: the secret must be 'bt_' and 64 hexadecimal digits");
        }
        if (!FINGERPRINT.matcher(authorityFingerprint).matches()) {
            throw new IllegalArgumentException(
                    "bootstrap token: the authority's fingerprint must be 64 hexadecimal digits: '"
                            + authorityFingerprint + "'");
        }
    }

    /** A new token that pins that authority. */
    public static BootstrapToken random(X509Certificate authority) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return new BootstrapToken("bt_" + HexFormat.of().formatHex(random), fingerprint(authority));
    }

    /**
     * Reads a token as an operator copied it; space around it is forgiven.
     *
     * @throws IllegalArgumentException when the text is no token; the message never holds the text
     */
    public static BootstrapToken parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "not a bootstrap token: expected 'bt_', 64 hexadecimal digits, '.', 64 hexadecimal digits");
        }
        return new BootstrapToken(parts.group(1), parts.group(2));
    }

    /** The token as an operator copies it. Secret: for showing once. */
    public String text() {
        return secret + "." + authorityFingerprint;
    }

    /** SHA-256 of the secret, 64 hexadecimal digits: what the control center stores in its place. */
    public String secretHash() {
        return sha256(secret.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether that certificate is the authority that this token pins. */
    public boolean pins(X509Certificate certificate) {
        return fingerprint(certificate).equals(authorityFingerprint);
    }

    /** SHA-256 of a certificate's DER encoding, 64 lower-case hexadecimal digits. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return sha256(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("certificate cannot be encoded: " + e.getMessage(), e);
        }
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "bt_… for authority " + authorityFingerprint.substring(0, 12);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
