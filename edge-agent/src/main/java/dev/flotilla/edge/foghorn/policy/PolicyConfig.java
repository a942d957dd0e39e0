package dev.flotilla.edge.foghorn.policy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What tenants' webhooks may make a Foghorn do. */
@ConfigMapping(prefix = "flotilla.foghorn.webhook")
interface PolicyConfig {
    /**
     * Blocks ({@code 10.0.0.0/8}) of this network's own addresses at which webhooks may be called; calls go to addresses of the
     * internet alone otherwise.
     */
    Optional<List<String>> allowedNetworks();

    /** Calls at once; whoever comes beyond that is denied. */
    @WithDefault("64")
    int mostCalls();

    default OutsideGuard guard() {
        try {
            return new OutsideGuard(allowedNetworks().orElse(List.of()).stream()
                    .map(String::strip)
                    .map(AddressBlock::parse)
                    .toList());
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("flotilla.foghorn.webhook.allowed-networks: " + wrong.getMessage());
        }
    }

    default int checkedMostCalls() {
        if (mostCalls() < 1) {
            throw new ConfigurationException("flotilla.foghorn.webhook.most-calls=" + mostCalls() + ": at least 1");
        }
        return mostCalls();
    }
}
