package dev.flotilla.control.tenant.departure;

import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Deletions of tenants in the API, for the platform's operator. */
@GraphQLApi
public class DepartureApi {
    private final Departures departures;

    DepartureApi(Departures departures) {
        this.departures = departures;
    }

    /** Those that have begun, newest first. */
    @Query
    public @NonNull DepartureConnection tenantDepartures(@DefaultValue("50") int first, @Nullable String after) {
        return DepartureConnection.of(departures.page(first, Optional.ofNullable(after)), departures.count());
    }
}
