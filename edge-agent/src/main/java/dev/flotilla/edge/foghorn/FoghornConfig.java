package dev.flotilla.edge.foghorn;

import dev.flotilla.edge.foghorn.balance.Cutoffs;
import dev.flotilla.edge.foghorn.balance.RegionSettings;
import dev.flotilla.edge.foghorn.http.TrustedProxies;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How a Foghorn listens, whom it trusts, and how it treats its nodes. */
@ConfigMapping(prefix = "flotilla.foghorn")
interface FoghornConfig {
    Http http();

    /** Lets its bearer change weights, servers and modes from anywhere. */
    Optional<String> token();

    /** Networks whose machines may say on whose behalf they ask. */
    Optional<List<String>> trustedProxies();

    /** What MistServers and scripts read when there is no node. */
    String fallback();

    /** MistServers without Helmsman: {@code host[:port][/MiBps]}. */
    Optional<List<String>> servers();

    /** Under which they show their state (MistServer's {@code config.prometheus}). */
    String passphrase();

    Duration pollInterval();

    /** A server that has not answered whole by then counts as failed. */
    Duration pollDeadline();

    /** A node that has not reported for so long hangs. */
    Duration staleAfter();

    /** For so long a node that said it restarts counts as it was. */
    Duration restartWindow();

    /** For so long a node that is gone is shown. */
    Duration forgetAfter();

    int maxNodes();

    /** Redirects that are remembered until they have become viewers, or not. */
    int maxVirtualViewers();

    Cutoff cutoff();

    /** Percent of processors or bandwidth; when all nodes with a stream are above, others may pull it. 100: never. */
    int spreadAbove();

    /** The listener. */
    interface Http {
        String host();

        int port();

        /** Event loops; 0 for one per processor. */
        int loops();
    }

    /** Percent from which a node is left alone while others are below. 100: never. */
    interface Cutoff {
        int cpu();

        int ram();

        int sharedMemory();

        int bandwidth();
    }

    default RegionSettings region() {
        return valid(() -> new RegionSettings(
                new Cutoffs(
                        permille("cutoff.cpu", cutoff().cpu()),
                        permille("cutoff.ram", cutoff().ram()),
                        permille("cutoff.shared-memory", cutoff().sharedMemory()),
                        permille("cutoff.bandwidth", cutoff().bandwidth()),
                        permille("spread-above", spreadAbove())),
                maxNodes(),
                maxVirtualViewers(),
                positive("stale-after", staleAfter()),
                positive("restart-window", restartWindow()),
                positive("forget-after", forgetAfter())));
    }

    default TrustedProxies proxies() {
        return valid(() -> TrustedProxies.parse(trustedProxies().orElse(List.of())));
    }

    /** Refuses what the parts that it is handed to would not check. */
    default void check() {
        positive("poll-interval", pollInterval());
        positive("poll-deadline", pollDeadline());
        if (http().port() < 0 || http().port() > 65_535) {
            throw new ConfigurationException("flotilla.foghorn.http.port must be 0-65535: " + http().port());
        }
        if (http().loops() < 0 || http().loops() > 64) {
            throw new ConfigurationException("flotilla.foghorn.http.loops must be 0-64: " + http().loops());
        }
        if (!passphrase().matches("[A-Za-z0-9._~-]+")) {
            throw new ConfigurationException(
                    "flotilla.foghorn.passphrase must consist of letters, digits and . _ ~ - only");
        }
    }

    private static int permille(String key, int percent) {
        if (percent < 1 || percent > 100) {
            throw new ConfigurationException(
                    "flotilla.foghorn.%s must be 1 to 100 percent: %d".formatted(key, percent));
        }
        return percent * 10;
    }

    private static Duration positive(String key, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new ConfigurationException("flotilla.foghorn.%s must be positive: %s".formatted(key, duration));
        }
        return duration;
    }

    private static <T> T valid(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException invalid) {
            throw new ConfigurationException("flotilla.foghorn: " + invalid.getMessage(), invalid);
        }
    }
}
