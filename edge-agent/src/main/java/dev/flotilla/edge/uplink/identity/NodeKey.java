package dev.flotilla.edge.uplink.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** A key pair on the curve P-256. The private half is made on the node and never leaves it. */
public final class NodeKey {
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";

    private final KeyPair pair;

    private NodeKey(KeyPair pair) {
        this.pair = pair;
    }

    /** A new key from the system's randomness. */
    public static NodeKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new NodeKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no curve P-256", e);
        }
    }

    /** The half that stays here. */
    public PrivateKey secret() {
        return pair.getPrivate();
    }

    /** Whether that certificate was issued for this key. */
    public boolean belongsTo(X509Certificate certificate) {
        return Arrays.equals(
                certificate.getPublicKey().getEncoded(), pair.getPublic().getEncoded());
    }

    /** A request for a certificate, DER (PKCS#10, RFC 2986), signed with this key. */
    public byte[] certificateRequest(String commonName) {
        byte[] subject = Der.sequence(Der.set(Der.sequence(Der.objectIdentifier(COMMON_NAME), Der.utf8(commonName))));
        byte[] noAttributes = Der.tagged(0xa0);
        byte[] request = Der.sequence(
                Der.integer(BigInteger.ZERO), subject, pair.getPublic().getEncoded(), noAttributes);
        return Der.sequence(
                request, Der.sequence(Der.objectIdentifier(ECDSA_WITH_SHA256)), Der.bitString(signature(request)));
    }

    private byte[] signature(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot sign with ECDSA", e);
        }
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "EC P-256 key";
    }
}
