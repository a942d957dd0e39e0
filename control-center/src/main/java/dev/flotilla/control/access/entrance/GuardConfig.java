package dev.flotilla.control.access.entrance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hard it is for robots to sign up and to have letters written. */
@ConfigMapping(prefix = "flotilla.guard")
public interface GuardConfig {
    /** How many leading bits of a hash must be zero: each one more doubles the work of the asker's machine. */
    @WithDefault("17")
    int workBits();

    /** Nobody fills a form faster. */
    @WithDefault("2s")
    Duration shortestTime();

    /** Nobody takes longer. */
    @WithDefault("30m")
    Duration longestTime();
}
