package dev.flotilla.control.stream;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Key pairs for ES256 (RFC 7518 3.4): ECDSA on the curve P-256. */
final class Es256 {
    private static final String CURVE = "secp256r1";
    private static final int LONGEST_PEM = 4000;
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private Es256() {}

    static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has the curve P-256", e);
        }
    }

    /** The key of a PEM text (RFC 7468 13) as X.509 SubjectPublicKeyInfo, DER. */
    static byte[] parsePublicPem(String field, String text) {
        Matcher pem = PEM.matcher(text);
        if (text.length() > LONGEST_PEM || !pem.matches()) {
            throw new Refused(InvalidInput.of(field, "must be one public key in PEM (BEGIN PUBLIC KEY)"));
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
            if (key instanceof ECPublicKey ec && isP256(ec)) {
                return key.getEncoded();
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Refused(InvalidInput.of(field, "cannot be read as a key of an elliptic curve"));
        }
        throw new Refused(InvalidInput.of(field, "must be a key of the curve P-256, for ES256"));
    }

    static String publicPem(byte[] der) {
        return pem("PUBLIC KEY", der);
    }

    /** PKCS#8 (RFC 5958). A secret. */
    static String privatePem(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    /** Whether the key is a point of that curve; one that is none would let a provider be misled. */
    private static boolean isP256(ECPublicKey key) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
        ECParameterSpec curve = key.getParams();
        if (!curve.getCurve().equals(p256.getCurve()) || !curve.getGenerator().equals(p256.getGenerator())) {
            return false;
        }
        BigInteger p = ((java.security.spec.ECFieldFp) p256.getCurve().getField()).getP();
        BigInteger x = key.getW().getAffineX();
        BigInteger y = key.getW().getAffineY();
        BigInteger right = x.pow(3)
                .add(p256.getCurve().getA().multiply(x))
                .add(p256.getCurve().getB());
        return y.modPow(BigInteger.TWO, p).equals(right.mod(p));
    }

    private static String pem(String label, byte[] der) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, text);
    }
}
