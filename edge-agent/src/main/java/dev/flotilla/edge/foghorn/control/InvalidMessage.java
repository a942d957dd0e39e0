package dev.flotilla.edge.foghorn.control;

/** A message that breaks the contract; the sentence names field and value. */
final class InvalidMessage extends RuntimeException {
    InvalidMessage(String field, Object value, String rule) {
        super("%s %s: '%s'".formatted(field, rule, clip(value.toString())), null, false, false);
    }

    private static String clip(String value) {
        return value.length() <= 100 ? value : value.substring(0, 100) + "…";
    }
}
