package dev.flotilla.edge.uplink;

import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.unit.Generation;

/** What the uplink needs of whoever makes the node be as the control center wants it. */
public interface DesiredStates {
    /** The generation that is held durably from this owner; {@link Generation#NONE} when there is none. */
    Generation held(Owner owner);

    /** Whether the node follows what another owner wanted, for as long as this one has said nothing. */
    boolean hasForeignFlows(Owner owner);

    /**
     * Stores the desired state durably, then makes the node follow it; what another owner wanted before, goes. Called on a
     * virtual thread, one at a time.
     *
     * @return what was applied and what was not; an older generation is refused as a whole and changes nothing
     */
    DesiredStateResult apply(Owner owner, DesiredState desired);
}
