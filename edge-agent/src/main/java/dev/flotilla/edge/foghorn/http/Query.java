package dev.flotilla.edge.foghorn.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables of a request, sorted by name; of several with one name the last one counts. */
public final class Query {
    private static final Query EMPTY = new Query(new TreeMap<>());
    private static final int MOST_VARIABLES = 100;

    private final SortedMap<String, String> variables;

    private Query(SortedMap<String, String> variables) {
        this.variables = variables;
    }

    /** Reads {@code a=1&b=2}; what is no encoding stands for itself. */
    public static Query parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return EMPTY;
        }
        SortedMap<String, String> variables = new TreeMap<>();
        for (String pair : text.split("&", MOST_VARIABLES)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                variables.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new Query(variables);
    }

    public boolean isEmpty() {
        return variables.isEmpty();
    }

    /** The value, or an empty text. */
    public String get(String name) {
        return variables.getOrDefault(name, "");
    }

    /** Whether there is a value, and it is not empty. */
    public boolean has(String name) {
        return !get(name).isEmpty();
    }

    /** As a query again ("?a=1"), where some variables have lost their values; empty when there is none. */
    String emptied(String... consumed) {
        var left = new TreeMap<>(variables);
        for (String name : consumed) {
            left.computeIfPresent(name, (key, value) -> "");
        }
        return write(left);
    }

    /** The same without those variables. */
    String without(String... consumed) {
        var left = new TreeMap<>(variables);
        left.keySet().removeAll(Set.of(consumed));
        return write(left);
    }

    private static String write(SortedMap<String, String> variables) {
        var text = new StringBuilder();
        variables.forEach((name, value) -> text.append(text.isEmpty() ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value)));
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
