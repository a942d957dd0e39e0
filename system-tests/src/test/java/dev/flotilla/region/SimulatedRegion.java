package dev.flotilla.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.balance.Capabilities;
import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.RegionSettings;
import dev.flotilla.edge.foghorn.balance.Weights;
import dev.flotilla.edge.foghorn.balance.Wish;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.region.SimulatedNode.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A real Foghorn's region among simulated nodes and viewers, by a clock of its own that moves in tenths of seconds. */
final class SimulatedRegion {
    static final int STEP_MS = 100;
    private static final int REPORT_MS = 10_000;
    private static final int LOOK_MS = 1_000;
    private static final int RETRY_MS = 2_000;
    private static final int STALL_MS = 4_000;

    final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
    final FaultTable faults = new FaultTable();
    private final Map<SimulatedViewer, SimulatedNode> brokenBy = new LinkedHashMap<>();
    private final List<SimulatedViewer> viewers = new ArrayList<>();
    private final Set<String> streams = new HashSet<>();
    private final RandomGenerator random;
    private final Region region;
    private long nowMs = 1_000;
    private long addresses;
    int refused;
    int placed;

    SimulatedRegion(RandomGenerator random) {
        this.random = random;
        region = new Region(RegionSettings.DEFAULT, Weights.DEFAULT, () -> nowMs * 1_000_000);
    }

    long nowMs() {
        return nowMs;
    }

    List<SimulatedNode> serving() {
        return nodes.values().stream().filter(node -> node.state == State.UP).toList();
    }

    int watching() {
        return (int) viewers.stream().filter(viewer -> viewer.isWatching).count();
    }

    SimulatedNode join(String id) {
        var node = new SimulatedNode(id, random.nextInt(REPORT_MS / STEP_MS) * STEP_MS);
        nodes.put(id, node);
        node.become(State.UP, nowMs);
        var identity = new Node.Identity(
                id,
                "",
                id,
                "10.0.0." + nodes.size() + ":4242",
                "https://" + id,
                Capabilities.parse("edge,ingest"),
                false);
        assertThat(region.register(identity, Set.of(), Mode.getDefaultInstance()))
                .isTrue();
        report(node);
        return node;
    }

    /** A publisher asks where to go. */
    SimulatedNode publish(String stream) {
        SimulatedNode node = chosen(region.choose(Wish.ingest()));
        node.published.add(stream);
        streams.add(stream);
        report(node);
        return node;
    }

    void arrive(String stream, long staysMs) {
        long number = ++addresses;
        // Each a subscriber of its own, who has 64 bits.
        ClientAddress address = ClientAddress.parse("2001:db8:" + Long.toHexString(number >> 16 & 0xffff) + ":"
                + Long.toHexString(number & 0xffff) + "::1");
        viewers.add(new SimulatedViewer(stream, address, nowMs, nowMs + staysMs));
    }

    void hang(SimulatedNode node) {
        faults.add(node, "hangs", nowMs);
        node.become(State.HUNG, nowMs);
    }

    void kill(SimulatedNode node) {
        faults.add(node, "killed", nowMs);
        node.become(State.DEAD, nowMs);
        region.lost(node.id, false);
    }

    void set(SimulatedNode node, Mode.Kind kind) {
        boolean isDraining = kind == Mode.Kind.KIND_DRAINING;
        faults.add(node, isDraining ? "set to draining" : "set to maintenance", nowMs);
        node.become(isDraining ? State.DRAINING : State.MAINTENANCE, nowMs);
        region.mode(node.id, Mode.newBuilder().setKind(kind).setSetAtMs(nowMs).build());
    }

    void pass(long seconds, Runnable everyStep) {
        long end = nowMs + seconds * 1_000;
        while (nowMs < end) {
            everyStep.run();
            step();
        }
    }

    private void step() {
        nowMs += STEP_MS;
        for (SimulatedNode node : nodes.values()) {
            if (node.state.serves() && (nowMs + node.phase) % REPORT_MS == 0) {
                report(node);
            }
            node.replicas.values().removeIf(origin -> !origin.state.serves());
        }
        if (nowMs % LOOK_MS == 0) {
            region.look();
        }
        viewers.removeIf(this::isOver);
        List.copyOf(viewers).forEach(this::live);
    }

    private void report(SimulatedNode node) {
        node.lastReportMs = nowMs;
        region.report(node.id, node.report());
    }

    private boolean isOver(SimulatedViewer viewer) {
        SimulatedNode node = viewer.node;
        boolean isOver = nowMs >= viewer.leavesAtMs;
        if (isOver && viewer.isWatching && node != null) {
            node.viewers.remove(viewer);
            region.snapshot()
                    .node(node.id)
                    .ifPresent(known -> region.viewers().disconnected(known, viewer.stream, viewer.address));
        }
        return isOver;
    }

    private void live(SimulatedViewer viewer) {
        SimulatedNode node = viewer.node;
        if (viewer.isWatching && node != null) {
            if (!node.state.serves() || !node.carries(viewer.stream)) {
                breakOff(viewer, node);
            }
        } else if (nowMs >= viewer.nextMs) {
            if (node == null) {
                ask(viewer);
            } else {
                settle(viewer, node);
            }
        }
    }

    /** A player notices after some seconds without a segment. */
    private void breakOff(SimulatedViewer viewer, SimulatedNode node) {
        node.viewers.remove(viewer);
        viewer.isWatching = false;
        viewer.node = null;
        viewer.brokenSinceMs = nowMs;
        brokenBy.put(viewer, node);
        viewer.nextMs = nowMs + STALL_MS;
    }

    private void ask(SimulatedViewer viewer) {
        Choice choice = region.choose(Wish.viewer(viewer.stream).from(viewer.address));
        if (!(choice instanceof Choice.Chosen chosen)) {
            refused++;
            viewer.nextMs = nowMs + RETRY_MS;
            return;
        }
        SimulatedNode node = nodes.get(chosen.best().node().id());
        checkOpen(node);
        faults.sentTo(node, nowMs);
        region.viewers().sent(chosen.best().node(), viewer.stream, viewer.address);
        viewer.node = node;
        viewer.nextMs = nowMs + 100L * (2 + random.nextInt(8));
    }

    private void settle(SimulatedViewer viewer, SimulatedNode node) {
        boolean isThere = node.state.serves() && (node.carries(viewer.stream) || pull(node, viewer.stream));
        if (!isThere) {
            viewer.node = null;
            viewer.nextMs = nowMs + RETRY_MS;
            return;
        }
        node.viewers.add(viewer);
        viewer.isWatching = true;
        placed++;
        region.snapshot()
                .node(node.id)
                .ifPresent(known -> region.viewers().connected(known, viewer.stream, viewer.address, ""));
        SimulatedNode culprit = brokenBy.remove(viewer);
        if (culprit != null) {
            faults.resumed(culprit, nowMs - viewer.brokenSinceMs);
        }
        assertThat(node.viewers.size())
                .as("viewers of %s, which has bandwidth for %d", node, SimulatedNode.MOST_VIEWERS)
                .isLessThanOrEqualTo(SimulatedNode.MOST_VIEWERS);
    }

    /** A MistServer's "balance:" source asks. */
    private boolean pull(SimulatedNode node, String stream) {
        Choice choice = region.choose(Wish.source(stream).calledBy(node.id));
        if (!(choice instanceof Choice.Chosen chosen)) {
            return false;
        }
        SimulatedNode origin = nodes.get(chosen.best().node().id());
        assertThat(origin).as("the source of %s on %s", stream, node).isNotSameAs(node);
        if (!origin.state.serves() || !origin.published.contains(stream)) {
            return false;
        }
        node.replicas.put(stream, origin);
        node.lastPullMs = nowMs;
        report(node);
        return true;
    }

    /** No window at all for what the region was told; for a node that hangs, until it must have been noticed. */
    private void checkOpen(SimulatedNode node) {
        String where =
                "a viewer was sent to " + node + ", " + node.state + " for " + (nowMs - node.stateSinceMs) + " ms";
        assertThat(node.state).as(where).isNotIn(State.DEAD, State.MAINTENANCE, State.DRAINING, State.OUT);
        if (node.state == State.HUNG) {
            long noticedMs = RegionSettings.DEFAULT.staleAfter().toMillis() + LOOK_MS;
            assertThat(nowMs - node.lastReportMs).as(where).isLessThanOrEqualTo(noticedMs + STEP_MS);
        }
    }

    private SimulatedNode chosen(Choice choice) {
        assertThat(choice).isInstanceOf(Choice.Chosen.class);
        return nodes.get(((Choice.Chosen) choice).best().node().id());
    }
}
