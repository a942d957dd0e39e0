package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.function.LongSupplier;

/** How often one address may ask where to publish. */
@ConfigMapping(prefix = "flotilla.foghorn.ingest")
interface IngestConfig {
    /** In the long run. */
    @WithDefault("60")
    int perMinute();

    /** At once. */
    @WithDefault("10")
    int burst();

    /** Addresses that are told apart. */
    @WithDefault("50000")
    int mostAddresses();

    default Allowance<ClientAddress> allowance(LongSupplier nowNs) {
        atLeastOne("per-minute", perMinute());
        atLeastOne("burst", burst());
        atLeastOne("most-addresses", mostAddresses());
        return new Allowance<>(perMinute(), burst(), mostAddresses(), nowNs);
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new ConfigurationException("flotilla.foghorn.ingest.%s=%d: at least 1".formatted(key, value));
        }
    }
}
