package dev.flotilla.edge.uplink;

import dev.flotilla.edge.event.SpoolLimits;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much may wait on the disk for a control center that is away. */
@ConfigMapping(prefix = "flotilla.spool")
interface SpoolConfig {
    /** Events; beyond that the oldest of the least severe are dropped. */
    @WithDefault("100000")
    long events();

    /** Bytes of events; beyond that the same. */
    @WithDefault("64M")
    MemorySize bytes();

    default SpoolLimits limits() {
        return new SpoolLimits(events(), bytes().asLongValue());
    }
}
