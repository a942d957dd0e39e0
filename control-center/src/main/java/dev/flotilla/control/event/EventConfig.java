package dev.flotilla.control.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long events are kept. */
@ConfigMapping(prefix = "flotilla.event")
public interface EventConfig {
    /** Older events go. */
    @WithDefault("30d")
    Duration retention();

    /** Of more events than these, the oldest go. */
    @WithDefault("1000000")
    long most();
}
