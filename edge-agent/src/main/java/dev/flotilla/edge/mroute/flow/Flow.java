package dev.flotilla.edge.mroute.flow;

import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.time.Instant;
import java.util.Collection;

/** A flow of this node: what it is, whether it should run, and since when. Immutable and always valid. */
public sealed interface Flow permits LocalFlow, ManagedFlow {
    FlowId id();

    /** mroute's view of it. */
    FlowDocument document();

    /** The engine's view of it, secrets included. */
    FlowSpec spec();

    Times times();

    /** Whether somebody wants it to run, whatever it does at the moment. */
    default boolean isWanted() {
        return spec().getRunning();
    }

    default String name() {
        return document().name();
    }

    default Instant createdAt() {
        return times().createdAt();
    }

    /**
     * Looks for ports that are wanted twice.
     *
     * @throws FlowRefusal when one of the others listens where this flow wants to listen
     */
    default void checkPorts(Collection<? extends Flow> others) {
        PortUse.check(spec(), others.stream().map(Flow::spec).toList());
    }
}
