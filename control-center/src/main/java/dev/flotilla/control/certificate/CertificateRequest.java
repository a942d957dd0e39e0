package dev.flotilla.control.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A key that asks for a certificate (PKCS#10, RFC 2986), proven to be in the hands of who asks. Names in it count for nothing:
 * the control center decides them.
 */
public record CertificateRequest(PublicKey key) {
    /**
     * Reads a PEM text.
     *
     * @throws IllegalArgumentException when it is no request for an EC P-256 key, signed by that key
     */
    public static CertificateRequest parsePem(String pem) {
        try (var parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof PKCS10CertificationRequest request) {
                return check(request);
            }
            throw new IllegalArgumentException("must be a PEM text with 'BEGIN CERTIFICATE REQUEST'");
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a PKCS#10 request: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the binary form.
     *
     * @throws IllegalArgumentException when it is no request for an EC P-256 key, signed by that key
     */
    public static CertificateRequest parseDer(byte[] der) {
        try {
            return check(new PKCS10CertificationRequest(der));
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a PKCS#10 request: " + e.getMessage(), e);
        }
    }

    private static CertificateRequest check(PKCS10CertificationRequest request) throws PEMException {
        if (!(request.getSubjectPublicKeyInfo().getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve)
                || !curve.equals(SECObjectIdentifiers.secp256r1)) {
            throw new IllegalArgumentException("must hold a key on the curve P-256");
        }
        try {
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new IllegalArgumentException("must be signed with the key that it holds");
            }
            return new CertificateRequest(key);
        } catch (GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new IllegalArgumentException("must hold a readable key and signature: " + e.getMessage(), e);
        }
    }
}
