package dev.flotilla.edge.mroute;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What this unit takes upon itself, and what its flows get unless they say otherwise. */
@ConfigMapping(prefix = "flotilla.mroute")
interface MrouteConfig {
    /** How many flows may run at once, 1 to 200. */
    @WithDefault("20")
    int maxFlows();

    /** The silence after which a source has failed, 50 ms to 60 s. */
    @WithDefault("500ms")
    Duration healthTimeout();

    /** The configuration file of a public mroute that is followed, too; set by whoever starts the agent as mroute. */
    Optional<String> configFile();

    default FlowLimits limits() {
        try {
            return new FlowLimits(maxFlows(), healthTimeout());
        } catch (IllegalArgumentException invalid) {
            throw new ConfigurationException("flotilla.mroute." + invalid.getMessage());
        }
    }
}
