package dev.flotilla.edge.foghorn.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a Foghorn decides where nothing else says so. */
@ConfigMapping(prefix = "flotilla.foghorn.decisions")
interface DecisionConfig {
    /** Streams that the control center does not know: {@code deny}, or {@code keep} what MistServer itself would do. */
    @WithDefault("deny")
    Unknown unknownStreams();

    /** What becomes of viewers of such a stream. */
    enum Unknown {
        DENY,
        KEEP
    }
}
