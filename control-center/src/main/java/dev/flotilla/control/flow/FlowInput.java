package dev.flotilla.control.flow;

import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What the API takes for a flow. Null is what was not sent. */
public final class FlowInput {
    private FlowInput() {}

    /** One of two sources feeds the outputs, the other one stands by. */
    @Input("FailoverInput")
    public record Failover(
            @Nullable Integer silenceMs,
            Choices.@Nullable Return returnPolicy,
            @Nullable Integer holdOffMs,

            @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull Integer> requiredPids,

            @Nullable Integer spliceWaitMs,
            @Nullable Integer failureSpliceWaitMs,
            @Nullable Boolean byHandOnly) {}

    /** Two sources carry the same packets; of each, the copy that comes first is taken. */
    @Input("MergeInput")
    public record Merge(@Nullable Integer windowMs, Choices.@Nullable Match match) {}

    /** A new flow: on that node, or on any node of that cluster. */
    @Input("CreateFlowInput")
    public record Create(
            @Id @Nullable String nodeId,
            @Id @Nullable String clusterId,
            @Nullable Integer moveAfterSeconds,
            @NonNull String name,
            @Nullable String description,
            @DefaultValue("true") @Nullable Boolean running,
            @NonNull List<EndpointInput.@NonNull Source> sources,
            @NonNull List<EndpointInput.@NonNull Output> outputs,
            @Nullable Failover failover,
            @Nullable Merge merge) {}

    /** A change; what is null stays as it is. A list needs SmallRye's word too, or it takes over that of its items. */
    @Input("UpdateFlowInput")
    public record Update(
            @Id @NonNull String id,
            @Nullable String name,
            @Nullable String description,
            @Nullable Integer moveAfterSeconds,

            @io.smallrye.graphql.api.Nullable @Nullable List<EndpointInput.@NonNull Source> sources,

            @io.smallrye.graphql.api.Nullable @Nullable List<EndpointInput.@NonNull Output> outputs,

            @Nullable Failover failover,
            @Nullable Merge merge) {}
}
