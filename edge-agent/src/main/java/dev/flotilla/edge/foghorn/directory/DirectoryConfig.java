package dev.flotilla.edge.foghorn.directory;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a Foghorn goes by what the control center said of a stream. */
@ConfigMapping(prefix = "flotilla.foghorn.directory")
interface DirectoryConfig {
    /** As it is. */
    @WithDefault("60s")
    Duration fresh();

    /** After that: still, while it is asked for again. */
    @WithDefault("30s")
    Duration stale();

    /** That there is no such stream. */
    @WithDefault("10s")
    Duration unknown();

    /** Streams at once; who was not asked for the longest is forgotten first. */
    @WithDefault("10000")
    int most();

    default CacheBounds bounds() {
        try {
            return new CacheBounds(fresh(), stale(), unknown(), most());
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("flotilla.foghorn.directory." + wrong.getMessage());
        }
    }
}
