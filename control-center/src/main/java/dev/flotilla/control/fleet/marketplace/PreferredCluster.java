package dev.flotilla.control.fleet.marketplace;

import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.NonNull;

/** What came of a preference: the clusters that may serve the tenant, in their new order. */
@DefaultNonNull
public record PreferredCluster(List<@NonNull Route> routes) {}
