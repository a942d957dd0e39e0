package dev.flotilla.edge.uplink.identity;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text armour around DER (RFC 7468). */
public final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /** The armoured text, with a line end after the last line. */
    public static String text(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + new String(LINES.encode(der), StandardCharsets.US_ASCII)
                + "\n-----END " + label + "-----\n";
    }

    static String text(X509Certificate certificate) throws GeneralSecurityException {
        return text("CERTIFICATE", certificate.getEncoded());
    }

    static String text(PrivateKey key) {
        return text("PRIVATE KEY", key.getEncoded());
    }

    /**
     * Reads a certificate from its text.
     *
     * @throws GeneralSecurityException when the text holds no readable certificate
     */
    public static X509Certificate certificate(String text) throws GeneralSecurityException {
        return certificate(der("CERTIFICATE", text));
    }

    /**
     * Reads a certificate from its DER encoding.
     *
     * @throws GeneralSecurityException when the bytes are no readable certificate
     */
    public static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    static PrivateKey key(String text) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der("PRIVATE KEY", text)));
    }

    private static byte[] der(String label, String text) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(text);
        if (!block.find() || !block.group(1).equals(label)) {
            throw new GeneralSecurityException("not a PEM text of kind " + label);
        }
        try {
            return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("damaged PEM text of kind " + label, e);
        }
    }
}
