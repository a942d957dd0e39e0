package dev.flotilla.control.stream.artifact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many clips and recordings there may be, and how long they are kept. */
@ConfigMapping(prefix = "flotilla.artifact")
public interface ArtifactConfig {
    /** Days after their end, where neither tenant nor stream nor artifact says otherwise; 0 for ever. */
    @WithDefault("90")
    int keepDays();

    /** How long those of a deleted stream stay. */
    @WithDefault("7d")
    Duration orphansGrace();

    /** An order that no Foghorn carries out for so long has failed. */
    @WithDefault("2m")
    Duration orderPatience();

    /** The most artifacts of one tenant. */
    @WithDefault("100000")
    int mostOfTenant();

    /** The most orders of one tenant that are not carried out yet, deletions apart. */
    @WithDefault("100")
    int mostOrders();
}
