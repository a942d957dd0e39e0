package dev.flotilla.edge.engine.transport;

import java.util.HashMap;
import java.util.Map;

/**
 * Which stream ids a listener lets in. An id equal to the wanted one always fits. If both are of the standard form
 * ({@code #!::r=studio,u=joe,m=publish}, SRT access control), they are compared by resource and user in any order, and the
 * mode must fit the direction. Without a wanted id everybody is let in.
 */
final class StreamIdRule {
    /** What a caller may come for. */
    enum Direction {
        PUBLISH,
        REQUEST;

        private boolean admits(String mode) {
            return switch (mode) {
                case "", "bidirectional" -> true;
                case "publish" -> this == PUBLISH;
                case "request" -> this == REQUEST;
                default -> false;
            };
        }
    }

    private static final String STANDARD = "#!::";

    private final String wanted;
    private final Direction direction;

    StreamIdRule(String wanted, Direction direction) {
        this.wanted = wanted;
        this.direction = direction;
    }

    boolean admits(String streamId) {
        if (wanted.isEmpty() || wanted.equals(streamId)) {
            return true;
        }
        if (!wanted.startsWith(STANDARD) || !streamId.startsWith(STANDARD)) {
            return false;
        }
        Map<String, String> here = keys(wanted);
        Map<String, String> there = keys(streamId);
        return fits(here, there, "r") && fits(here, there, "u") && direction.admits(there.getOrDefault("m", ""));
    }

    private static boolean fits(Map<String, String> wanted, Map<String, String> given, String key) {
        String value = wanted.get(key);
        return value == null || value.equals(given.get(key));
    }

    /** The keys of a standard id; what is no key and value is left out, and of a key that comes twice the first counts. */
    private static Map<String, String> keys(String streamId) {
        var keys = new HashMap<String, String>();
        for (String pair : streamId.substring(STANDARD.length()).split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                keys.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return keys;
    }
}
