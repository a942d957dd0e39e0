package dev.flotilla.control.fleet.uplink;

import dev.flotilla.id.NodeId;
import dev.flotilla.proto.uplink.v1.DesiredRelease;
import java.util.Collection;
import java.util.Map;

/** What the uplink needs of whoever decides which version of the agent nodes run. */
public interface DesiredReleases {
    /** The orders that those of the nodes have now which have one. Called often, outside of any transaction. */
    Map<NodeId, DesiredRelease> of(Collection<NodeId> nodes);
}
