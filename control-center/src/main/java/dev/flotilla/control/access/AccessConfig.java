package dev.flotilla.control.access;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How accounts are guarded. */
@ConfigMapping(prefix = "flotilla.access")
public interface AccessConfig {
    /** What one hash of a password costs in memory; older hashes are made anew when their owner signs in. */
    @WithDefault("19M")
    MemorySize passwordMemory();

    /** How old the key gets that signs tokens, before the next one takes its place. */
    @WithDefault("90d")
    Duration signingKeyLife();
}
