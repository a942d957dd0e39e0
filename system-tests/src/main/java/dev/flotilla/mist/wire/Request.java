package dev.flotilla.mist.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/**
 * One HTTP request as it came.
 *
 * @param target path and query, not decoded
 * @param headers by name, whatever its case
 * @param peer the caller's address as text
 */
public record Request(String method, String target, SortedMap<String, String> headers, String body, String peer) {
    /** The decoded path. A plus is a plus in a path. */
    public String path() {
        int query = target.indexOf('?');
        return decoded((query < 0 ? target : target.substring(0, query)).replace("+", "%2B"));
    }

    /** The first value of a query parameter; empty when it is missing. */
    public String query(String name) {
        return parameter(query(), name);
    }

    /** All of the query, not decoded. */
    public String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The first value of a parameter in a query or a form; empty when it is missing. */
    public static String parameter(String query, String name) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && decoded(pair.substring(0, equals)).equals(name)) {
                return decoded(pair.substring(equals + 1));
            }
        }
        return "";
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
