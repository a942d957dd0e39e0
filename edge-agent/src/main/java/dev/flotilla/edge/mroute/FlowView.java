package dev.flotilla.edge.mroute;

import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.edge.mroute.flow.ManagedFlow;
import dev.flotilla.proto.flow.v1.FlowReport;

/**
 * A flow as it is at this moment.
 *
 * @param report the newest counters; those of a flow that does not run are zero
 */
public record FlowView(Flow flow, FlowStatus status, FlowReport report) {
    /** Whether the control center decides about it. */
    public boolean isManaged() {
        return flow instanceof ManagedFlow;
    }
}
