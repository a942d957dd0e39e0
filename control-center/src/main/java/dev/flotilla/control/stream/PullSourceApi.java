package dev.flotilla.control.stream;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.graphql.Audited;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** From where nodes of a cluster may fetch streams, in the API. */
@GraphQLApi
@Audited
public class PullSourceApi {
    private final Caller caller;
    private final PullSources sources;
    private final Clusters clusters;

    PullSourceApi(Caller caller, PullSources sources, Clusters clusters) {
        this.caller = caller;
        this.sources = sources;
        this.clusters = clusters;
    }

    /** Named, because a leading "set" is dropped otherwise. */
    @Mutation("setPrivateSources")
    public @NonNull Cluster setPrivateSources(StreamInput.@NonNull SetPrivateSources input) {
        sources.allowPrivate(caller.tenant(), input.clusterId(), input.isAllowed());
        return clusters.get(caller.tenant(), input.clusterId());
    }

    /** Whether its nodes may fetch streams from addresses that are not on the internet. */
    @Name("allowsPrivateSources")
    public @NonNull List<@NonNull Boolean> allowsPrivateSources(@Source List<Cluster> clusters) {
        Set<String> allowing = sources.privateClusters(caller.tenant());
        return clusters.stream().map(cluster -> allowing.contains(cluster.id())).toList();
    }
}
