package dev.flotilla.edge.mroute;

import dev.flotilla.edge.mroute.flow.ManagedFlow;
import dev.flotilla.edge.uplink.DesiredStates;
import dev.flotilla.edge.uplink.Owner;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.proto.uplink.v1.NotApplied;
import dev.flotilla.unit.Generation;
import java.time.Clock;

/** Makes the node's flows follow the control center. */
final class DesiredFlows implements DesiredStates {
    private final FlowBook book;
    private final Reconciler reconciler;
    private final Clock clock;

    DesiredFlows(FlowBook book, Reconciler reconciler, Clock clock) {
        this.book = book;
        this.reconciler = reconciler;
        this.clock = clock;
    }

    @Override
    public Generation held(Owner owner) {
        return book.generation(owner);
    }

    @Override
    public boolean hasForeignFlows(Owner owner) {
        return !book.isOf(owner) && book.all().stream().anyMatch(ManagedFlow.class::isInstance);
    }

    @Override
    public DesiredStateResult apply(Owner owner, DesiredState desired) {
        return book.exclusively(() -> follow(owner, desired));
    }

    private DesiredStateResult follow(Owner owner, DesiredState desired) {
        Generation held = held(owner);
        DesiredStateResult.Builder result = DesiredStateResult.newBuilder().setGeneration(desired.getGeneration());
        if (new Generation(desired.getGeneration()).isOlderThan(held)) {
            return result.setRefused("generation %d is older than generation %s, which the node holds"
                            .formatted(desired.getGeneration(), held))
                    .build();
        }
        DesiredPlan plan = book.isOf(owner)
                ? DesiredPlan.of(desired, book.all(), clock.instant())
                : DesiredPlan.ofAnotherOwner(desired, book.all(), clock.instant());
        book.follow(owner, desired, plan);
        reconciler.follow(book.engineSpecs());
        for (FlowSpec flow : desired.getFlowsList()) {
            String reason = plan.notApplied().containsKey(flow.getId())
                    ? plan.notApplied().get(flow.getId())
                    : reconciler.refusal(new FlowId(flow.getId())).orElse(null);
            if (reason == null) {
                result.addAppliedFlowIds(flow.getId());
            } else {
                result.addNotApplied(
                        NotApplied.newBuilder().setFlowId(flow.getId()).setReason(reason));
            }
        }
        return result.build();
    }
}
