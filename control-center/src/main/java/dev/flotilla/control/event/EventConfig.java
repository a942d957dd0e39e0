package dev.flotilla.control.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many events are taken in, and how long they are kept. */
@ConfigMapping(prefix = "flotilla.event")
public interface EventConfig {
    /** Older events go. */
    @WithDefault("30d")
    Duration retention();

    /** Older ones of those go that say every half minute how a stream or a viewer is, or where a viewer was sent. */
    @WithDefault("1h")
    Duration telemetryRetention();

    /** Of more events than these in all (large ones count for several), the oldest of the tenants with the most of them go. */
    @WithDefault("1000000")
    long most();

    /** Of more events than these of one tenant, its oldest go. */
    @WithDefault("500000")
    long mostOfTenant();

    /** Events a second that a node may bring for long; what comes faster waits on the node. */
    @WithDefault("500")
    int nodeRate();

    /** Events that a node may bring at once after a quiet time. */
    @WithDefault("5000")
    int nodeBurst();
}
