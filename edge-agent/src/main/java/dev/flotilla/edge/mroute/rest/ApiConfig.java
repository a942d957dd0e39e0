package dev.flotilla.edge.mroute.rest;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Where mroute's REST API listens, and who may use it. */
@ConfigMapping(prefix = "flotilla.api")
interface ApiConfig {
    String host();

    int port();

    /** Whoever calls must send it as a bearer token. Required unless the host is a loopback address. */
    Optional<String> token();

    /** Refuses to open the API to everybody. */
    default void check() {
        if (port() < 0 || port() > 65_535) {
            throw new ConfigurationException("flotilla.api.port (MROUTE_PORT) must be 0-65535: " + port());
        }
        try {
            if (!InetAddress.getByName(host()).isLoopbackAddress() && token().isEmpty()) {
                throw new ConfigurationException(
                        "flotilla.api.host=%s is not a loopback address: set flotilla.api.token to a secret, which every caller then sends as 'Authorization: Bearer ...', or set flotilla.api.host=127.0.0.1"
                                .formatted(host()));
            }
        } catch (UnknownHostException unknown) {
            throw new ConfigurationException("flotilla.api.host is no address of this machine: " + host());
        }
    }
}
