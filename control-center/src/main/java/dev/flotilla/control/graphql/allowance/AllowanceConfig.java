package dev.flotilla.control.graphql.allowance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many points of the API's queries callers may spend; a query costs at most 1000, and a request at least 1. */
@ConfigMapping(prefix = "flotilla.api")
public interface AllowanceConfig {
    /** Points a second that a tenant may spend for long. */
    @WithDefault("5000")
    int tenantRate();

    /** Points that a tenant may spend at once after a quiet time. */
    @WithDefault("50000")
    int tenantBurst();

    /** Points a second that an address may spend for long, whoever calls from there; for IPv6 each network of 64 bits. */
    @WithDefault("10000")
    int addressRate();

    /** Points that an address may spend at once after a quiet time. */
    @WithDefault("100000")
    int addressBurst();
}
