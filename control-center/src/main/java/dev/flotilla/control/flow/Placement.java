package dev.flotilla.control.flow;

import dev.flotilla.control.fleet.Standing;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a flow of "any node of this cluster" is.
 *
 * @param moveAfter how long its node may be gone
 * @param epoch grows each time it is placed
 */
record Placement(ClusterId cluster, Duration moveAfter, long epoch, Instant placedAt, String because) {
    static final int SOONEST_S = 5;
    static final int LATEST_S = 86_400;
    static final int USUAL_S = 30;
    private static final int MOST_PER_NODE = Flows.MOST_PER_NODE;

    /** What became of looking for a node. */
    sealed interface Choice {
        record Node(NodeId node, String because) implements Choice {}

        /** None can take the flow: why not, node by node. */
        record None(List<String> reasons) implements Choice {}
    }

    /** Why the flow should leave its node now; empty when it stays. */
    Optional<String> reasonToLeave(Standing node, Instant now) {
        return reasonToLeave(node, moveAfter, now);
    }

    static Optional<String> reasonToLeave(Standing node, Duration moveAfter, Instant now) {
        if (node.mustLeave()) {
            return Optional.of(node.name() + " " + node.refusal().orElse("is to be left"));
        }
        return node.goneSince()
                .filter(since -> since.plus(moveAfter).isBefore(now))
                .map(since -> "%s was not heard of since %s".formatted(node.name(), since));
    }

    /**
     * The node that should have the flow: of those that take work and have its ports and its name free, one without problems,
     * then the one with the least load, then the one with the fewest flows.
     *
     * @param present what is wanted of each of those nodes
     */
    static Choice choose(FlowSpec flow, Collection<Standing> nodes, Map<NodeId, List<FlowSpec>> present) {
        List<String> reasons = new ArrayList<>();
        List<Standing> able = new ArrayList<>();
        for (Standing node : nodes) {
            Optional<String> obstacle = obstacle(flow, node, present.getOrDefault(node.node(), List.of()));
            obstacle.ifPresentOrElse(why -> reasons.add(node.name() + " " + why), () -> able.add(node));
        }
        Comparator<Standing> better = Comparator.comparing(Standing::hasProblems)
                .thenComparingLong(node -> Math.round(node.load() * 10))
                .thenComparingInt(
                        node -> present.getOrDefault(node.node(), List.of()).size())
                .thenComparing(node -> node.node().value());
        return able.stream()
                .min(better)
                .<Choice>map(best -> new Choice.Node(best.node(), because(best, able.size())))
                .orElseGet(() -> new Choice.None(reasons));
    }

    private static Optional<String> obstacle(FlowSpec flow, Standing node, List<FlowSpec> present) {
        if (node.refusal().isPresent()) {
            return node.refusal();
        }
        List<FlowSpec> others = present.stream()
                .filter(other -> !other.getId().equals(flow.getId()))
                .toList();
        if (others.size() >= MOST_PER_NODE) {
            return Optional.of("has %d flows already".formatted(others.size()));
        }
        if (others.stream().anyMatch(other -> other.getName().equals(flow.getName()))) {
            return Optional.of("has another flow of that name");
        }
        return Listener.fits(flow, others) ? Optional.empty() : Optional.of("has a port of it taken");
    }

    private static String because(Standing best, int able) {
        return "%s had the least load (%d %%) of %d that could take it%s"
                .formatted(
                        best.name(),
                        Math.round(best.load() * 100),
                        able,
                        best.hasProblems() ? ", though all report problems" : "");
    }
}
