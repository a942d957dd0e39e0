package dev.flotilla.control.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.fleet.Standing;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ClusterId CLUSTER = ClusterId.random();
    private static final NodeId A = new NodeId("node_00000000000000aa");
    private static final NodeId B = new NodeId("node_00000000000000bb");

    @Test
    void takesTheNodeWithTheLeastLoad() {
        assertThat(chosen(List.of(node(A, 0.8), node(B, 0.2)), Map.of())).isEqualTo(B);
    }

    @Test
    void takesTheNodeWithFewerFlowsWhereLoadIsAlike() {
        assertThat(chosen(List.of(node(A, 0.21), node(B, 0.2)), Map.of(B, List.of(flow("other", 9100)))))
                .isEqualTo(A);
    }

    @Test
    void takesANodeWithProblemsOnlyWhenThereIsNoOther() {
        Standing sick = new Standing(A, CLUSTER, "a", Optional.empty(), false, Optional.empty(), true, 0.1);
        assertThat(chosen(List.of(sick, node(B, 0.9)), Map.of())).isEqualTo(B);
        assertThat(chosen(List.of(sick), Map.of())).isEqualTo(A);
    }

    @Test
    void saysOfEachNodeWhyItCannotTakeTheFlow() {
        var choice = Placement.choose(
                flow("morning", 9000), List.of(gone(A, NOW), node(B, 0.1)), Map.of(B, List.of(flow("evening", 9000))));
        assertThat(choice)
                .isEqualTo(new Placement.Choice.None(
                        List.of(A.value() + " is offline", B.value() + " has a port of it taken")));
    }

    @Test
    void anotherFlowOfThatNameIsInTheWayAndTheFlowItselfIsNot() {
        FlowSpec flow = flow("morning", 9000);
        FlowSpec namesake =
                flow("morning", 9001).toBuilder().setId("flow_ffffffffffffffff").build();
        assertThat(chosen(List.of(node(A, 0.1), node(B, 0.9)), Map.of(A, List.of(namesake))))
                .isEqualTo(B);
        assertThat(chosen(List.of(node(A, 0.1)), Map.of(A, List.of(flow)))).isEqualTo(A);
    }

    @Test
    void leavesANodeThatIsGoneForLongerThanItMay() {
        var placement = new Placement(CLUSTER, Duration.ofSeconds(30), 1, NOW, "");
        assertThat(placement.reasonToLeave(gone(A, NOW.minusSeconds(30)), NOW)).isEmpty();
        assertThat(placement.reasonToLeave(gone(A, NOW.minusSeconds(31)), NOW)).isPresent();
        assertThat(placement.reasonToLeave(node(A, 1), NOW)).isEmpty();
        Standing left = new Standing(A, CLUSTER, "a", Optional.of("is revoked"), true, Optional.empty(), false, 0);
        assertThat(placement.reasonToLeave(left, NOW)).contains("a is revoked");
    }

    private static NodeId chosen(List<Standing> nodes, Map<NodeId, List<FlowSpec>> present) {
        return Placement.choose(flow("morning", 9000), nodes, present) instanceof Placement.Choice.Node chosen
                ? chosen.node()
                : new NodeId("node_0000000000000000");
    }

    private static Standing node(NodeId id, double load) {
        return new Standing(id, CLUSTER, id.value(), Optional.empty(), false, Optional.empty(), false, load);
    }

    private static Standing gone(NodeId id, Instant since) {
        return new Standing(id, CLUSTER, id.value(), Optional.of("is offline"), false, Optional.of(since), false, 0.5);
    }

    private static FlowSpec flow(String name, int port) {
        return FlowSpec.newBuilder()
                .setId("flow_%016x".formatted(name.hashCode()))
                .setName(name)
                .addSources(Source.newBuilder()
                        .setName("in")
                        .setSrtListener(SrtListener.newBuilder().setPort(port)))
                .build();
    }
}
