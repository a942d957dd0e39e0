package dev.flotilla.edge.uplink;

import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.node.v1.ProbeReport;
import dev.flotilla.proto.node.v1.ReleaseState;
import dev.flotilla.proto.uplink.v1.DesiredRelease;
import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.proto.uplink.v1.LocalFlows;
import dev.flotilla.unit.Generation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The rest of the node, as far as the uplink can see it. */
final class FakeNode implements NodeReporting, FlowReporting, DesiredStates, ReleaseOrders {
    final List<DesiredRelease> releases = new CopyOnWriteArrayList<>();

    volatile Generation held = Generation.NONE;
    /** Who told it to hold that; null for whoever asks. */
    volatile @Nullable Owner owner;

    volatile CountDownLatch mayApply = new CountDownLatch(0);
    volatile boolean fails;
    volatile LocalFlows local = LocalFlows.getDefaultInstance();

    @Override
    public Inventory inventory() {
        return Inventory.newBuilder().setHostname("edge-one").build();
    }

    @Override
    public Health health() {
        return Health.newBuilder().setCpu(0.25).build();
    }

    @Override
    public List<FlowReport> reports() {
        if (fails) {
            throw new IllegalStateException("made to fail by the test");
        }
        return List.of(
                FlowReport.newBuilder().setFlowId("flow_0000000000000001").build());
    }

    @Override
    public LocalFlows local() {
        return local;
    }

    @Override
    public List<ProbeReport> probes() {
        return List.of();
    }

    @Override
    public Generation held(Owner asking) {
        return hasForeignFlows(asking) ? Generation.NONE : held;
    }

    @Override
    public boolean hasForeignFlows(Owner asking) {
        Owner told = owner;
        return told != null && !told.equals(asking);
    }

    @Override
    public DesiredStateResult apply(Owner wanting, DesiredState desired) {
        try {
            mayApply.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Generation offered = new Generation(desired.getGeneration());
        DesiredStateResult.Builder result = DesiredStateResult.newBuilder().setGeneration(offered.value());
        if (offered.isOlderThan(held(wanting))) {
            return result.setRefused("generation " + offered + " is older than " + held)
                    .build();
        }
        held = offered;
        owner = wanting;
        desired.getFlowsList().forEach(flow -> result.addAppliedFlowIds(flow.getId()));
        return result.build();
    }

    @Override
    public ReleaseState state() {
        return ReleaseState.newBuilder().setVersion("1.2.3").build();
    }

    @Override
    public void take(DesiredRelease desired) {
        releases.add(desired);
    }
}
