package dev.flotilla.control.fleet;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.graphql.Audited;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** The life of nodes in the API. */
@GraphQLApi
@Audited
public class LifecycleApi {
    /** How a node serves. */
    @Name("NodeMode")
    public enum Mode {
        NORMAL,
        DRAINING,
        MAINTENANCE;

        Lifecycle.Phase phase() {
            return switch (this) {
                case NORMAL -> Lifecycle.Phase.ACTIVE;
                case DRAINING -> Lifecycle.Phase.DRAINING;
                case MAINTENANCE -> Lifecycle.Phase.MAINTENANCE;
            };
        }
    }

    /** Which node, and how it shall serve. */
    @Input("SetNodeModeInput")
    public record SetMode(
            @Id @NonNull String nodeId,
            @NonNull Mode mode,
            @Nullable String reason) {}

    private final Caller caller;
    private final NodeLifecycles lifecycles;
    private final NodeMachines machines;
    private final ShownNodes shown;

    LifecycleApi(Caller caller, NodeLifecycles lifecycles, NodeMachines machines, ShownNodes shown) {
        this.caller = caller;
        this.lifecycles = lifecycles;
        this.machines = machines;
        this.shown = shown;
    }

    @Mutation("setNodeMode")
    public @NonNull ShownNode setNodeMode(@NonNull SetMode input) {
        var tenant = caller.tenant();
        return shown.show(
                tenant,
                lifecycles.setMode(
                        tenant,
                        input.nodeId(),
                        input.mode().phase(),
                        Objects.requireNonNullElse(input.reason(), ""),
                        caller.login()));
    }

    @Mutation
    public @NonNull ShownNode retireNode(@Id @NonNull String id, @Nullable String reason) {
        var tenant = caller.tenant();
        return shown.show(
                tenant, lifecycles.retire(tenant, id, Objects.requireNonNullElse(reason, ""), caller.login()));
    }

    /** The machines that came with the certificate of each node, the latest first. */
    public @NonNull List<@NonNull List<NodeMachines.@NonNull Seen>> machines(@Source List<ShownNode> nodes) {
        Map<String, List<NodeMachines.Seen>> seen = machines.of(
                caller.tenant(), nodes.stream().map(ShownNode::nodeId).toList());
        return nodes.stream()
                .map(node -> seen.getOrDefault(node.id(), List.of()))
                .toList();
    }
}
