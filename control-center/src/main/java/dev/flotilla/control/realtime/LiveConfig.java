package dev.flotilla.control.realtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much those may hold who listen to what happens: each replica counts for itself. */
@ConfigMapping(prefix = "flotilla.live")
public interface LiveConfig {
    /** Sockets in all. */
    @WithDefault("2000")
    int mostSockets();

    /** Sockets of one tenant. */
    @WithDefault("100")
    int mostSocketsOfTenant();

    /** Subscriptions of one tenant, on all of its sockets. */
    @WithDefault("500")
    int mostSubscriptionsOfTenant();

    /** Events that wait for a subscriber who is slow; what comes beyond is counted, and told as a gap. */
    @WithDefault("1000")
    int mostWaiting();

    /** How often it is asked whether whoever listens still may. */
    @WithDefault("3s")
    Duration recheck();
}
