package dev.flotilla.edge.release;

import dev.flotilla.proto.node.v1.ReleaseState.Phase;
import java.util.Locale;
import java.util.Map;

/** What became of an order. A file of the same name holds the last one; the keeper writes it where the agent cannot any more. */
record Outcome(String order, String version, Phase phase, String reason) {
    static final String FILE = "outcome";

    private static final String PREFIX = "PHASE_";
    private static final int LONGEST_REASON = 500;

    Outcome {
        reason = reason.substring(0, Math.min(LONGEST_REASON, reason.length()))
                .replace('\n', ' ')
                .replace('\r', ' ');
    }

    Map<String, String> fields() {
        return Map.of("order", order, "version", version, "phase", word(phase), "reason", reason);
    }

    static Outcome of(Map<String, String> fields) {
        return new Outcome(
                fields.getOrDefault("order", ""),
                fields.getOrDefault("version", ""),
                Phase.valueOf(PREFIX + fields.getOrDefault("phase", "failed").toUpperCase(Locale.ROOT)),
                fields.getOrDefault("reason", ""));
    }

    private static String word(Phase phase) {
        return phase.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }
}
