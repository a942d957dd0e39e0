package dev.flotilla.edge.media;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Where publishers are expected: the application, and the stream key behind it.
 *
 * @param key empty takes any
 */
record IngestPath(String app, String key) {
    /** Whether a publisher that asked for that path is the one; takes equally long for any wrong key of one length. */
    boolean admits(String path) {
        if (key.isEmpty()) {
            return path.equals(app) || path.startsWith(app + "/");
        }
        return MessageDigest.isEqual(bytes(app + "/" + key), bytes(path));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return app;
    }
}
