package dev.flotilla.edge.uplink;

import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.unit.Generation;

/** What the uplink needs of whoever makes the node be as the control center wants it. */
public interface DesiredStates {
    /** The generation that is held durably; {@link Generation#NONE} when there is none. */
    Generation held();

    /**
     * Stores the desired state durably, then makes the node follow it. Called on a virtual thread, one at a time.
     *
     * @return what was applied and what was not; an older generation is refused as a whole and changes nothing
     */
    DesiredStateResult apply(DesiredState desired);
}
