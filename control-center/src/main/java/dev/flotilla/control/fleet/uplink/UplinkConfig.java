package dev.flotilla.control.fleet.uplink;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The pace of the uplink. */
@ConfigMapping(prefix = "flotilla.uplink")
public interface UplinkConfig {
    /** How often nodes send their health. */
    @WithDefault("5s")
    Duration healthInterval();

    /** How often nodes send the counters of their flows. */
    @WithDefault("1s")
    Duration reportInterval();

    /** A stream on which nothing was heard for so long is ended; also one that has not said Hello by then. */
    @WithDefault("30s")
    Duration silence();

    /** A Foghorn that was not heard of for so long is no Foghorn of its cluster. */
    @WithDefault("5m")
    Duration foghornAbsence();

    /** The most streams that one process holds. */
    @WithDefault("10000")
    int most();
}
