package dev.flotilla.control.tenant;

import io.smallrye.graphql.api.DefaultNonNull;
import java.util.Optional;

/**
 * How much a tenant has of what it may have only so much of.
 *
 * @param limit empty when there is none
 */
@DefaultNonNull
public record TenantUse(Allowance allowance, int present, Optional<Integer> limit) {}
