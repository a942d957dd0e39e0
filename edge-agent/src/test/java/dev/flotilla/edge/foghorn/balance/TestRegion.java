package dev.flotilla.edge.foghorn.balance;

import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A region whose clock a test turns, and nodes for it. */
public final class TestRegion {
    static final long GIB = 1L << 30;
    /** "1 Gbps", as MistServer has it. */
    static final long LIMIT = 134_217_728;

    private long nowNs = 1_000_000_000_000L;
    public final Region region;

    public TestRegion() {
        this(with(RegionSettings.DEFAULT.cutoffs()));
    }

    TestRegion(RegionSettings settings) {
        region = new Region(settings, Weights.DEFAULT, () -> nowNs);
    }

    /** A region in which no node is ever too full. */
    static TestRegion withoutCutoffs() {
        return new TestRegion(with(Cutoffs.NEVER));
    }

    static RegionSettings with(Cutoffs cutoffs) {
        RegionSettings usual = RegionSettings.DEFAULT;
        return new RegionSettings(
                cutoffs, 4096, 1 << 12, usual.staleAfter(), usual.restartWindow(), usual.forgetAfter());
    }

    void pass(long seconds) {
        nowNs += TimeUnit.SECONDS.toNanos(seconds);
    }

    static Node.Identity identity(String id) {
        return identity(id, "", "edge", "ingest");
    }

    static Node.Identity identity(String id, String tenant, String... capabilities) {
        return new Node.Identity(
                id, tenant, id, id + ":4242", "https://" + id, Capabilities.of(List.of(capabilities)), false);
    }

    /** An edge that reports an idle machine, but for what the test says. */
    TestRegion node(String id, Consumer<NodeReport.Builder> report) {
        return node(identity(id), Set.of(), report);
    }

    TestRegion node(Node.Identity identity, Set<ClientAddress> addresses, Consumer<NodeReport.Builder> report) {
        if (!region.register(identity, addresses, Mode.getDefaultInstance())) {
            throw new IllegalStateException("the region is full");
        }
        return report(identity.id(), report);
    }

    TestRegion report(String id, Consumer<NodeReport.Builder> change) {
        NodeReport.Builder report = idle();
        change.accept(report);
        region.report(id, report.build());
        return this;
    }

    static NodeReport.Builder idle() {
        return NodeReport.newBuilder()
                .setIsHealthy(true)
                .setMemoryBytes(16 * GIB)
                .setBandwidthLimit(LIMIT);
    }

    static NodeStream live(String name) {
        return NodeStream.newBuilder().setName(name).setViewers(1).setInputs(1).build();
    }

    static NodeStream replica(String name) {
        return live(name).toBuilder().setIsReplica(true).build();
    }

    Node get(String id) {
        return region.snapshot().node(id).orElseThrow();
    }

    void set(String id, Mode.Kind kind) {
        region.mode(id, Mode.newBuilder().setKind(kind).setSetAtMs(nowNs).build());
    }

    /** The ids of the chosen, best first; none when it was refused. */
    static List<String> ids(Choice choice) {
        return switch (choice) {
            case Choice.Chosen chosen ->
                chosen.nodes().stream().map(ranked -> ranked.node().id()).toList();
            case Choice.Refused refused -> List.of();
        };
    }

    static Choice.Chosen chosen(Choice choice) {
        if (choice instanceof Choice.Chosen chosen) {
            return chosen;
        }
        throw new AssertionError("refused: " + choice);
    }

    static Set<Reason> reasons(Choice choice) {
        if (choice instanceof Choice.Refused refused) {
            return refused.counts().keySet();
        }
        throw new AssertionError("not refused: " + choice);
    }
}
