package dev.flotilla.edge.uplink;

import dev.flotilla.proto.node.v1.ReleaseState;
import dev.flotilla.proto.uplink.v1.DesiredRelease;

/** What the uplink needs of whoever upgrades this agent. Both answer at once. */
public interface ReleaseOrders {
    /** Goes into every health. */
    ReleaseState state();

    /** The control center wants that version; may say so again. */
    void take(DesiredRelease desired);
}
