package dev.flotilla.control.graphql.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The queries that clients have sent with their hash, each for its tenant alone. Bounded: what was not used for longest gives
 * way, and a long query is not kept; its client sends it again. For several threads.
 */
final class Documents {
    private record Key(String tenant, String hash) {}

    private final Map<Key, String> documents;
    private final int longest;

    /** @param longest characters of a query that is kept */
    Documents(int most, int longest) {
        this.longest = longest;
        this.documents = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<String> find(String tenant, String hash) {
        return Optional.ofNullable(documents.get(new Key(tenant, hash)));
    }

    synchronized void keep(String tenant, String hash, String query) {
        if (query.length() <= longest) {
            documents.put(new Key(tenant, hash), query);
        }
    }

    /** SHA-256 of the text in lower-case hexadecimal digits. */
    static String hashOf(String query) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
