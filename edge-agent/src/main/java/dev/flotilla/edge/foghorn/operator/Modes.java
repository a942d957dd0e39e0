package dev.flotilla.edge.foghorn.operator;

import dev.flotilla.proto.foghorn.v1.Mode;
import java.util.Optional;

/** Modes by the words that operators use. */
final class Modes {
    private Modes() {}

    /** The mode by its word; nothing for any other word. */
    static Optional<Mode.Kind> kind(String word) {
        return switch (word) {
            case "normal" -> Optional.of(Mode.Kind.KIND_NORMAL);
            case "draining" -> Optional.of(Mode.Kind.KIND_DRAINING);
            case "maintenance" -> Optional.of(Mode.Kind.KIND_MAINTENANCE);
            default -> Optional.empty();
        };
    }

    static String word(Mode mode) {
        return switch (mode.getKind()) {
            case KIND_DRAINING -> "draining";
            case KIND_MAINTENANCE -> "maintenance";
            case KIND_NORMAL, KIND_UNSPECIFIED, UNRECOGNIZED -> "normal";
        };
    }
}
