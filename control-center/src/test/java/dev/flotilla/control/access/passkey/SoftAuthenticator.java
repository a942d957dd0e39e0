package dev.flotilla.control.access.passkey;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** A browser and its authenticator, with one passkey (WebAuthn 6), that can be told to cheat. */
public final class SoftAuthenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int WITH_KEY = 0x40;

    private final byte[] id = new byte[32];
    private final KeyPair keys;
    private int counter;

    /** What the page's address is. */
    public String origin = "https://console.example.org";
    /** Whether the owner is recognised. */
    public boolean isVerified = true;
    /** By how much the counter grows. */
    public int counts = 1;
    /** Whose it says that it is; empty for the one whom the offer named. */
    public String userHandle = "";

    public SoftAuthenticator() {
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the passkey that was offered. */
    public String register(String options) {
        JsonObject offer = new JsonObject(options);
        userHandle = offer.getJsonObject("user").getString("id");
        var object = new ByteArrayOutputStream();
        object.write(0xA3);
        text(object, "fmt");
        text(object, "none");
        text(object, "attStmt");
        object.write(0xA0);
        text(object, "authData");
        bytes(object, authenticatorData(offer.getJsonObject("rp").getString("id"), true));
        return credential(new JsonObject()
                .put("clientDataJSON", base64(clientData("webauthn.create", offer)))
                .put("attestationObject", base64(object.toByteArray())));
    }

    /** Signs what was asked. */
    public String sign(JsonObject offer) {
        try {
            byte[] said = authenticatorData(offer.getString("rpId"), false);
            byte[] client = clientData("webauthn.get", offer);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(said);
            signature.update(sha256(client));
            return credential(new JsonObject()
                    .put("clientDataJSON", base64(client))
                    .put("authenticatorData", base64(said))
                    .put("signature", base64(signature.sign()))
                    .put("userHandle", userHandle));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String credential(JsonObject response) {
        return new JsonObject()
                .put("id", base64(id))
                .put("rawId", base64(id))
                .put("type", "public-key")
                .put("clientExtensionResults", new JsonObject())
                .put("response", response)
                .encode();
    }

    private byte[] clientData(String type, JsonObject offer) {
        return new JsonObject()
                .put("type", type)
                .put("challenge", offer.getString("challenge"))
                .put("origin", origin)
                .put("crossOrigin", false)
                .encode()
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(String party, boolean withKey) {
        counter += counts;
        var data = new ByteArrayOutputStream();
        data.writeBytes(sha256(party.getBytes(StandardCharsets.UTF_8)));
        data.write(PRESENT | (isVerified ? VERIFIED : 0) | (withKey ? WITH_KEY : 0));
        data.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(counter).array());
        if (withKey) {
            data.writeBytes(new byte[16]);
            data.writeBytes(
                    ByteBuffer.allocate(Short.BYTES).putShort((short) id.length).array());
            data.writeBytes(id);
            ECPublicKey key = (ECPublicKey) keys.getPublic();
            data.writeBytes(new byte[] {(byte) 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
            bytes(data, coordinate(key.getW().getAffineX()));
            data.write(0x22);
            bytes(data, coordinate(key.getW().getAffineY()));
        }
        return data.toByteArray();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] whole = new byte[32];
        int length = Math.min(signed.length, whole.length);
        System.arraycopy(signed, signed.length - length, whole, whole.length - length, length);
        return whole;
    }

    /** CBOR of up to 255 bytes (RFC 8949 3.1). */
    private static void bytes(ByteArrayOutputStream cbor, byte[] content) {
        cbor.write(0x58);
        cbor.write(content.length);
        cbor.writeBytes(content);
    }

    private static void text(ByteArrayOutputStream cbor, String text) {
        cbor.write(0x60 + text.length());
        cbor.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
