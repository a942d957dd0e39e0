package dev.flotilla.control.object;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs addresses of S3 by their query (AWS Signature Version 4, "authenticating requests: using query parameters"): whoever has one
 * may do that one thing until it expires.
 */
record SigV4(String accessKey, String secretKey, String region) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /**
     * The whole address.
     *
     * @param host scheme, host and port
     * @param path begins with '/', not encoded yet
     * @param headers those that the request must send so, lower-case, without the host
     */
    String presign(
            String method,
            URI host,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            Instant now,
            Duration expiry) {
        String time = TIME.format(now);
        String scope = "%s/%s/s3/aws4_request".formatted(time.substring(0, 8), region);
        SortedMap<String, String> signed = new TreeMap<>(headers);
        signed.put("host", host.getRawAuthority());
        String signedNames = String.join(";", signed.keySet());
        SortedMap<String, String> parameters = new TreeMap<>();
        query.forEach((name, value) -> parameters.put(encode(name, false), encode(value, false)));
        parameters.put("X-Amz-Algorithm", ALGORITHM);
        parameters.put("X-Amz-Credential", encode(accessKey + "/" + scope, false));
        parameters.put("X-Amz-Date", time);
        parameters.put("X-Amz-Expires", Long.toString(expiry.toSeconds()));
        parameters.put("X-Amz-SignedHeaders", encode(signedNames, false));
        String canonicalQuery = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        String canonicalPath = encode(path, true);
        String canonicalHeaders = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
        String request = String.join(
                "\n", method, canonicalPath, canonicalQuery, canonicalHeaders, signedNames, "UNSIGNED-PAYLOAD");
        String text = String.join("\n", ALGORITHM, time, scope, hex(sha256(request)));
        String signature = hex(hmac(key(time.substring(0, 8)), text));
        return "%s://%s%s?%s&X-Amz-Signature=%s"
                .formatted(host.getScheme(), host.getRawAuthority(), canonicalPath, canonicalQuery, signature);
    }

    private byte[] key(String day) {
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, region, "s3", "aws4_request"}) {
            key = hmac(key, part);
        }
        return key;
    }

    /** RFC 3986 with upper-case digits; in a path '/' stays. */
    private static String encode(String text, boolean isPath) {
        var encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean isPlain =
                    character < 128 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0);
            if (isPlain || (isPath && character == '/')) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }

    /** Leaves the secret key out. */
    @Override
    public String toString() {
        return "SigV4[" + accessKey + ", " + region + "]";
    }
}
