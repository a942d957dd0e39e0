package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.function.LongSupplier;

/** How many playback ids one address may name that this Foghorn has to ask the control center for. */
@ConfigMapping(prefix = "flotilla.foghorn.unheard-of")
interface ViewerConfig {
    /** In the long run. */
    @WithDefault("120")
    int perMinute();

    /** At once. */
    @WithDefault("60")
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
            throw new ConfigurationException("flotilla.foghorn.unheard-of.%s=%d: at least 1".formatted(key, value));
        }
    }
}
