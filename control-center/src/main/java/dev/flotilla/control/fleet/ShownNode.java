package dev.flotilla.control.fleet;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.node.v1.ProbeReport;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A node as the API shows it, with what it last said. */
@DefaultNonNull
@Name("Node")
public record ShownNode(
        @Id String id,
        @Ignore ClusterId inCluster,
        String name,
        Node.State state,
        Lifecycle.Phase lifecycle,
        Optional<String> modeReason,
        Optional<String> modeSetBy,
        Optional<Instant> modeSetAt,
        Optional<String> address,
        Instant enrolledAt,
        Optional<Instant> lastSeenAt,
        Instant certificateExpiresAt,
        Optional<ShownInventory> inventory,
        Optional<ShownHealth> health,
        List<@NonNull Probe> probes) {

    /** What a receiver on the node counts. */
    @DefaultNonNull
    @Name("Probe")
    public record Probe(
            String address, long packets, long continuityErrors, long bitrateBps, Optional<Instant> lastPacketAt) {
        static Probe of(ProbeReport report) {
            return new Probe(
                    report.getAddress(),
                    report.getPackets(),
                    report.getContinuityErrors(),
                    report.getBitrateBps(),
                    Optional.of(report.getLastPacketAtMs()).filter(ms -> ms > 0).map(Instant::ofEpochMilli));
        }
    }

    @Ignore
    public NodeId nodeId() {
        return new NodeId(id);
    }

    static ShownNode of(Node node, NodeReport report) {
        return new ShownNode(
                node.id().value(),
                node.cluster(),
                node.name(),
                node.state(report),
                node.lifecycle().shown(report),
                node.lifecycle().reason(),
                node.lifecycle().setBy(),
                Optional.ofNullable(node.lifecycle().setAt()),
                Optional.of(node.address()),
                node.enrolledAt(),
                Optional.ofNullable(report.seenAt()),
                node.certificateExpiresAt(),
                Optional.of(report.inventory())
                        .filter(said -> !said.getHostname().isEmpty())
                        .map(ShownInventory::of),
                Optional.of(report.health())
                        .filter(said -> said.getMeasuredAtMs() > 0)
                        .map(ShownHealth::of),
                report.flows().getProbesList().stream().map(Probe::of).toList());
    }
}
