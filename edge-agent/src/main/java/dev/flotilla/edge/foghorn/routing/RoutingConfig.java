package dev.flotilla.edge.foghorn.routing;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a Foghorn tells of its decisions. */
@ConfigMapping(prefix = "flotilla.foghorn.events")
interface RoutingConfig {
    /** Decisions a second that become events; what is beyond that waits. */
    @WithDefault("200")
    int perSecond();

    /** Decisions that wait to become events; what is beyond that is counted and dropped. */
    @WithDefault("2000")
    int waiting();

    default void check() {
        atLeastOne("per-second", perSecond());
        atLeastOne("waiting", waiting());
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new ConfigurationException("flotilla.foghorn.events.%s=%d: at least 1".formatted(key, value));
        }
    }
}
