package dev.flotilla.edge.foghorn.passage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** Ways through this Foghorn to the control center; there is none unless its port is set. */
@ConfigMapping(prefix = "flotilla.foghorn.relay")
interface PassageConfig {
    /** The address to listen at. */
    @WithDefault("0.0.0.0")
    String host();

    /** Leads to the control center's HTTPS port, where nodes enrol. */
    OptionalInt enrolmentPort();

    /** Leads to the control center's port for nodes. */
    OptionalInt uplinkPort();

    /** The most connections through each port; from one address a quarter of them. */
    @WithDefault("256")
    int mostConnections();

    /** A connection on which nothing passes for so long is closed. */
    @WithDefault("2m")
    Duration idle();
}
