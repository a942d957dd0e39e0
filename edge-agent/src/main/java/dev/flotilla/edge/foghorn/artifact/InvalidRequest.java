package dev.flotilla.edge.foghorn.artifact;

/** A request that makes no sense; the message names key and value. */
final class InvalidRequest extends RuntimeException {
    private static final int LONGEST = 100;

    InvalidRequest(String key, Object value, String rule) {
        super("%s is '%s': %s".formatted(key, clip(value.toString()), rule), null, false, false);
    }

    private static String clip(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }
}
