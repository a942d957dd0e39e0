package dev.flotilla.control.fleet;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.id.ClusterId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Clusters and nodes in the API. */
@GraphQLApi
@Audited
public class FleetApi {
    private final Caller caller;
    private final Clusters clusters;
    private final ClusterSettings settings;
    private final ClusterStates states;
    private final Nodes nodes;
    private final ShownNodes shown;

    FleetApi(
            Caller caller,
            Clusters clusters,
            ClusterSettings settings,
            ClusterStates states,
            Nodes nodes,
            ShownNodes shown) {
        this.caller = caller;
        this.clusters = clusters;
        this.settings = settings;
        this.states = states;
        this.nodes = nodes;
        this.shown = shown;
    }

    @Query
    public @NonNull List<@NonNull Cluster> clusters() {
        return clusters.all(caller.tenant());
    }

    /** By name. */
    @Query
    public @NonNull ClusterConnection clustersConnection(@DefaultValue("50") int first, @Nullable String after) {
        var tenant = caller.tenant();
        return ClusterConnection.of(clusters.page(tenant, first, Optional.ofNullable(after)), clusters.count(tenant));
    }

    @Query
    public @NonNull NodeConnection nodes(
            @DefaultValue("50") int first, @Nullable String after, @Id @Nullable String clusterId) {
        var tenant = caller.tenant();
        var cluster = Optional.ofNullable(clusterId);
        var page = nodes.page(tenant, first, Optional.ofNullable(after), cluster);
        return NodeConnection.of(
                new Page<>(shown.show(tenant, page.items()), page.hasNext()), nodes.count(tenant, cluster));
    }

    @Query
    public Optional<ShownNode> node(@Id @NonNull String id) {
        return nodes.find(caller.tenant(), id).map(node -> shown.show(caller.tenant(), node));
    }

    @Mutation
    public @NonNull Cluster createCluster(ClusterInput.@NonNull Create input) {
        return clusters.create(caller.tenant(), input.name(), Optional.ofNullable(input.region()));
    }

    @Mutation
    public @NonNull Cluster updateCluster(ClusterInput.@NonNull Update input) {
        return settings.update(caller.tenant(), input);
    }

    @Mutation
    public @NonNull Cluster updateClusterMarketplace(ClusterInput.@NonNull Marketplace input) {
        return settings.offer(caller.tenant(), input);
    }

    /** Of a cluster of the platform's operator. */
    @Mutation("setClusterOfficial")
    public @NonNull Cluster setClusterOfficial(ClusterInput.@NonNull Official input) {
        return settings.setOfficial(caller.tenant(), input);
    }

    @Mutation
    public @NonNull ShownNode renameNode(@Id @NonNull String id, @NonNull String name) {
        return shown.show(caller.tenant(), nodes.rename(caller.tenant(), id, name));
    }

    @Mutation
    public @NonNull ShownNode revokeNode(@Id @NonNull String id) {
        return shown.show(caller.tenant(), nodes.revoke(caller.tenant(), id));
    }

    public @NonNull List<@NonNull ClusterState> state(@Source List<Cluster> shown) {
        Map<ClusterId, ClusterState> present =
                states.of(shown.stream().map(Cluster::clusterId).toList());
        return shown.stream()
                .map(cluster -> present.getOrDefault(cluster.clusterId(), ClusterState.empty()))
                .toList();
    }

    public @NonNull List<Cluster.@NonNull Kind> clusterClass(@Source List<Cluster> shown) {
        return shown.stream().map(Cluster::kind).toList();
    }

    public @NonNull List<@NonNull Integer> nodeCount(@Source List<Cluster> shown) {
        Map<ClusterId, Integer> counts = clusters.nodeCounts(caller.tenant());
        return shown.stream()
                .map(cluster -> counts.getOrDefault(cluster.clusterId(), 0))
                .toList();
    }

    public @NonNull List<@NonNull Cluster> cluster(@Source List<ShownNode> nodes) {
        return clusters.inOrder(
                caller.tenant(), nodes.stream().map(ShownNode::inCluster).toList());
    }
}
