package dev.flotilla.control.fleet;

import java.io.IOException;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A machine that wants to become a node, with a key of its own. */
public record TestMachine(String hostname, String machineHash, KeyPair key) {
    public static TestMachine random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String hash = HexFormat.of().formatHex(random);
        return new TestMachine("machine-" + hash.substring(0, 8), hash, newKey("secp256r1"));
    }

    /** The same machine after its identity folder was lost. */
    public TestMachine withNewKey() {
        return new TestMachine(hostname, machineHash, newKey("secp256r1"));
    }

    public static KeyPair newKey(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public PKCS10CertificationRequest certificateRequest() {
        return certificateRequest(key, key);
    }

    /** A request for one key, signed with another: proves nothing. */
    public static PKCS10CertificationRequest certificateRequest(KeyPair held, KeyPair signing) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(signing.getPrivate());
            return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=anything"), held.getPublic())
                    .build(signer);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(PKCS10CertificationRequest request) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(request);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** The body of {@code POST /enrol/v1/nodes}, to be changed at will. */
    public Map<String, Object> request(String token) {
        var fingerprint = new HashMap<String, Object>();
        fingerprint.put("machine_id_sha256", machineHash);
        fingerprint.put("macs_sha256", List.of(machineHash));
        fingerprint.put("addresses", List.of("192.0.2.7", "2001:db8::7"));
        var body = new HashMap<String, Object>();
        body.put("token", token);
        body.put("certificate_request", pem(certificateRequest()));
        body.put("clock", Instant.now().toString());
        body.put("hostname", hostname);
        body.put("agent_version", "0.1.0-SNAPSHOT");
        body.put("roles", List.of("mroute"));
        body.put("fingerprint", fingerprint);
        return body;
    }
}
