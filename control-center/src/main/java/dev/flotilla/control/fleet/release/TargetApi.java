package dev.flotilla.control.fleet.release;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.fleet.Node;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.id.NodeId;
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

/** What clusters shall run, and how far their nodes are, in the API. */
@GraphQLApi
@Audited
public class TargetApi {
    private final Caller caller;
    private final Targets targets;
    private final Updates updates;
    private final Tenancy tenancy;
    private final Clusters clusters;
    private final Nodes nodes;

    TargetApi(Caller caller, Targets targets, Updates updates, Tenancy tenancy, Clusters clusters, Nodes nodes) {
        this.caller = caller;
        this.targets = targets;
        this.updates = updates;
        this.tenancy = tenancy;
        this.clusters = clusters;
        this.nodes = nodes;
    }

    /** Of those clusters that have one. */
    @Query
    public @NonNull ReleaseTargetConnection releaseTargets(@DefaultValue("50") int first, @Nullable String after) {
        return ReleaseTargetConnection.of(targets.page(caller.tenant(), first, Optional.ofNullable(after)));
    }

    @Query
    public Optional<ReleaseTarget> releaseTarget(@Id @NonNull String clusterId) {
        return targets.find(caller.tenant(), clusterId);
    }

    /** Where each node of the cluster is, by the nodes' ids. */
    @Query
    public @NonNull NodeUpdateConnection nodeUpdates(
            @Id @NonNull String clusterId, @DefaultValue("50") int first, @Nullable String after) {
        var tenant = caller.tenant();
        int size = Page.checkedSize(first);
        String from = Optional.ofNullable(after)
                .map(text -> Cursor.parse(text, 1).keys().getFirst())
                .orElse("");
        return tenancy.call(tenant, () -> {
            clusters.get(tenant, clusterId);
            Page<NodeUpdate> page = Page.cut(updates.page(clusterId, from, size + 1), size);
            Map<NodeId, Node> named = nodes.byId(
                    tenant, page.items().stream().map(NodeUpdate::node).toList());
            return NodeUpdateConnection.of(page.map(update -> NodeUpdateConnection.Shown.of(
                    update,
                    Optional.ofNullable(named.get(update.node()))
                            .map(Node::name)
                            .orElse(update.node().value()))));
        });
    }

    @Mutation("setReleaseTarget")
    public @NonNull ReleaseTarget setReleaseTarget(ReleaseInput.@NonNull Target input) {
        return targets.set(caller.tenant(), input, caller.login());
    }

    @Mutation
    public @NonNull ReleaseTarget pauseRollout(@Id @NonNull String clusterId) {
        return targets.pause(caller.tenant(), clusterId);
    }

    @Mutation
    public @NonNull ReleaseTarget resumeRollout(@Id @NonNull String clusterId) {
        return targets.resume(caller.tenant(), clusterId);
    }

    @Mutation
    public @NonNull ReleaseTarget rollBackRelease(@Id @NonNull String clusterId) {
        return targets.rollBack(caller.tenant(), clusterId, caller.login());
    }

    public @NonNull List<@NonNull Progress> progress(@Source List<ReleaseTarget> shown) {
        var tenant = caller.tenant();
        var counts = tenancy.call(
                tenant,
                () -> updates.counts(
                        shown.stream().map(ReleaseTarget::clusterId).toList()));
        return shown.stream()
                .map(target -> Progress.of(target, counts.getOrDefault(target.clusterId(), Map.of())))
                .toList();
    }
}
