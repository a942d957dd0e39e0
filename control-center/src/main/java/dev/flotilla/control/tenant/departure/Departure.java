package dev.flotilla.control.tenant.departure;

import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;

/**
 * How far the deletion of a tenant has come, as the platform's operator sees it.
 *
 * @param name until it is over
 * @param step what is taken away at present
 * @param taken how many things were
 * @param failure why the last try ended; the next one goes on from there
 * @param emptiedAt when nothing was left; afterwards it is looked once more for what came late
 */
@DefaultNonNull
@Name("TenantDeparture")
public record Departure(
        @Id String tenantId,
        Optional<String> name,
        Instant begunAt,
        String step,
        int taken,
        Optional<String> failure,
        Optional<Instant> emptiedAt,
        Optional<Instant> finishedAt) {}
