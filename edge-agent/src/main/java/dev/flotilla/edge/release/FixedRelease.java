package dev.flotilla.edge.release;

import dev.flotilla.edge.uplink.ReleaseOrders;
import dev.flotilla.proto.node.v1.ReleaseState;
import dev.flotilla.proto.node.v1.ReleaseState.Phase;
import dev.flotilla.proto.uplink.v1.DesiredRelease;

/** Of an agent that cannot be upgraded from afar, and says so. */
final class FixedRelease implements ReleaseOrders {
    private volatile ReleaseState state;

    FixedRelease(Upgrade.Self self, String because) {
        state = ReleaseState.newBuilder()
                .setVersion(self.version())
                .setPlatform(self.platform())
                .setFixedBecause(because)
                .build();
    }

    @Override
    public ReleaseState state() {
        return state;
    }

    @Override
    public void take(DesiredRelease desired) {
        state = state.toBuilder()
                .setOrder(desired.getOrder())
                .setPhase(Phase.PHASE_FAILED)
                .setReason(state.getFixedBecause())
                .build();
    }
}
