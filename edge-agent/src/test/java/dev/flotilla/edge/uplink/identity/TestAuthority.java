package dev.flotilla.edge.uplink.identity;

import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority for tests: issues for servers and for nodes, with whatever dates a test wants. */
public final class TestAuthority {
    private static final String SHA256_WITH_ECDSA = "1.2.840.10045.4.3.2";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    public TestAuthority(String name) {
        this.name = name;
        this.keys = newKeys();
        byte[] isAuthority = extension("2.5.29.19", true, Der.sequence(Der.tagged(0x01, new byte[] {(byte) 0xff})));
        Instant now = Instant.now();
        this.certificate =
                issue(name, keys.getPublic(), now.minus(Duration.ofDays(1)), Duration.ofDays(365), isAuthority);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A server's key and chain. */
    public record Server(KeyPair keys, List<X509Certificate> chain) {
        public SSLContext context() throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", keys.getPrivate(), new char[0], chain.toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        }
    }

    public Server server(String... hosts) {
        return server(Instant.now().minusSeconds(300), Duration.ofDays(30), hosts);
    }

    public Server server(Instant notBefore, Duration life, String... hosts) {
        var names = new ArrayList<byte[]>();
        for (String host : hosts) {
            names.add(IPV4.matcher(host).matches() ? Der.tagged(0x87, ipv4(host)) : Der.tagged(0x82, ascii(host)));
        }
        KeyPair own = newKeys();
        X509Certificate issued = issue(
                hosts[0],
                own.getPublic(),
                notBefore,
                life,
                extension("2.5.29.17", false, Der.sequence(names.toArray(byte[][]::new))),
                extension("2.5.29.37", false, Der.sequence(Der.objectIdentifier(SERVER_AUTH))));
        return new Server(own, List.of(issued, certificate));
    }

    /** Issues what a node asks for; the request's own signature is checked first. */
    public X509Certificate node(
            byte[] certificateRequest, TenantId tenant, NodeId node, Instant notBefore, Duration life) {
        String name = "flotilla://" + tenant + "/" + node;
        return issue(
                node.value(),
                RequestReader.verifiedKey(certificateRequest),
                notBefore,
                life,
                extension("2.5.29.17", false, Der.sequence(Der.tagged(0x86, ascii(name)))),
                extension(
                        "2.5.29.37",
                        false,
                        Der.sequence(Der.objectIdentifier(CLIENT_AUTH), Der.objectIdentifier(SERVER_AUTH))));
    }

    private X509Certificate issue(
            String subject, PublicKey key, Instant notBefore, Duration life, byte[]... extensions) {
        byte[] algorithm = Der.sequence(Der.objectIdentifier(SHA256_WITH_ECDSA));
        byte[] content = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(63, new SecureRandom())),
                algorithm,
                commonName(name),
                Der.sequence(time(notBefore), time(notBefore.plus(life))),
                commonName(subject),
                key.getEncoded(),
                Der.tagged(0xa3, Der.sequence(extensions)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return Pem.certificate(Der.sequence(content, algorithm, Der.bitString(signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads just enough of a PKCS#10 request to check it: an outer sequence of content, algorithm and signature. */
    private static final class RequestReader {
        private final byte[] der;
        private int at;

        private RequestReader(byte[] der) {
            this.der = der;
        }

        static PublicKey verifiedKey(byte[] der) {
            try {
                RequestReader outer = new RequestReader(new RequestReader(der).content());
                byte[] signed = outer.whole();
                outer.whole();
                byte[] signatureBits = outer.content();
                RequestReader inner = new RequestReader(new RequestReader(signed).content());
                inner.whole();
                inner.whole();
                PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(inner.whole()));
                Signature signature = Signature.getInstance("SHA256withECDSA");
                signature.initVerify(key);
                signature.update(signed);
                if (!signature.verify(signatureBits, 1, signatureBits.length - 1)) {
                    throw new IllegalArgumentException("the request is not signed by its own key");
                }
                return key;
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException(e);
            }
        }

        private byte[] whole() {
            int start = at;
            content();
            return Arrays.copyOfRange(der, start, at);
        }

        private byte[] content() {
            at++;
            int length = der[at++] & 0xff;
            if (length >= 0x80) {
                int octets = length & 0x7f;
                length = 0;
                for (int i = 0; i < octets; i++) {
                    length = length << 8 | (der[at++] & 0xff);
                }
            }
            at += length;
            return Arrays.copyOfRange(der, at - length, at);
        }
    }

    private static byte[] extension(String id, boolean critical, byte[] value) {
        byte[] content = Der.tagged(0x04, value);
        return critical
                ? Der.sequence(Der.objectIdentifier(id), Der.tagged(0x01, new byte[] {(byte) 0xff}), content)
                : Der.sequence(Der.objectIdentifier(id), content);
    }

    private static byte[] commonName(String name) {
        return Der.sequence(Der.set(Der.sequence(Der.objectIdentifier("2.5.4.3"), Der.utf8(name))));
    }

    private static byte[] time(Instant time) {
        return Der.tagged(0x17, ascii(UTC_TIME.format(time)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] ipv4(String text) {
        byte[] octets = new byte[4];
        String[] parts = text.split("\\.", -1);
        for (int i = 0; i < 4; i++) {
            octets[i] = (byte) Integer.parseInt(parts[i]);
        }
        return octets;
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
