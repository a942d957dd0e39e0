package dev.flotilla.control.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many streams there may be, and what they may name. */
@ConfigMapping(prefix = "flotilla.stream")
public interface StreamConfig {
    /** The most streams of one tenant. */
    @WithDefault("10000")
    int mostOfTenant();

    /** Whether webhooks may be asked by plain HTTP, which everyone on the way can read. */
    @WithDefault("false")
    boolean httpWebhooks();

    /** The most Foghorns that one process tells of changes. */
    @WithDefault("1000")
    int mostWatchers();

    /** The most of one tenant. */
    @WithDefault("100")
    int mostWatchersOfTenant();

    /** The most streams of which one process remembers what it answered the edges; of what there is not, a quarter as many. */
    @WithDefault("20000")
    int mostRemembered();
}
