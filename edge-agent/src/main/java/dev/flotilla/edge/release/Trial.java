package dev.flotilla.edge.release;

import java.util.Map;

/**
 * A version that has been swapped to and has not proved itself. A file of the same name holds it, which the keeper reads, too.
 *
 * @param order of the control center
 * @param to the folder among the versions; empty for the program that was installed
 * @param before the same, of what ran before
 * @param deadlineSeconds how long it has
 */
record Trial(String order, String version, String to, String before, long deadlineSeconds) {
    static final String FILE = "trial";

    Map<String, String> fields() {
        return Map.of(
                "order", order,
                "version", version,
                "to", to,
                "before", before,
                "deadline", Long.toString(deadlineSeconds));
    }

    static Trial of(Map<String, String> fields) {
        return new Trial(
                fields.getOrDefault("order", ""),
                fields.getOrDefault("version", ""),
                fields.getOrDefault("to", ""),
                fields.getOrDefault("before", ""),
                Long.parseLong(fields.getOrDefault("deadline", "60")));
    }
}
