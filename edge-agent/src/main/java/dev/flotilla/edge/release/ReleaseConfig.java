package dev.flotilla.edge.release;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may give this agent another version, and what that may cost. */
@ConfigMapping(prefix = "flotilla.release")
interface ReleaseConfig {
    /** Public halves of the keys that sign releases (Ed25519, X.509, base64); without one nothing is taken. */
    Optional<List<String>> keys();

    /** The largest archive. */
    @WithDefault("512M")
    MemorySize most();

    /** How long a new version must have been connected and healthy to be kept. */
    @WithDefault("5s")
    Duration steady();
}
