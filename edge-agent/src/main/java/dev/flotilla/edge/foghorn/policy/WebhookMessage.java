package dev.flotilla.edge.foghorn.policy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook is told of a viewer.
 *
 * @param signature "sha256=" and the HMAC of the body's bytes, hexadecimal
 */
record WebhookMessage(Buffer body, String signature) {

    static WebhookMessage of(Visit visit, byte[] secret, Instant now) {
        Buffer body = new JsonObject()
                .put("streamName", visit.stream())
                .put("sessionId", visit.sessionId())
                .put("viewerIp", visit.address())
                .put("requestUrl", visit.url())
                .put("viewerToken", visit.token())
                .put("connector", visit.connector())
                .put("timestamp", now.getEpochSecond())
                .toBuffer();
        return new WebhookMessage(body, "sha256=" + hmac(secret, body.getBytes()));
    }

    private static String hmac(byte[] secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            // An empty key and one zero byte are the same key (RFC 2104 pads with zeros), but Java takes no empty one.
            mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC with SHA-256 is part of every Java platform", impossible);
        }
    }
}
