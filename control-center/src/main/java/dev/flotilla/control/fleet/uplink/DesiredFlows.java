package dev.flotilla.control.fleet.uplink;

import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.unit.Generation;
import java.util.Collection;
import java.util.Map;

/** What the uplink needs of whoever decides the flows of nodes. Called on virtual threads, outside of any transaction. */
public interface DesiredFlows {
    /** Everything that is wanted of a node, secrets included. Generation 0 when nothing ever was. */
    DesiredState of(TenantId tenant, NodeId node);

    /** The present generations, for finding what another replica changed. Nodes of which nothing was ever wanted are missing. */
    Map<NodeId, Generation> generations(Collection<NodeId> nodes);

    /** Takes note of what became of a desired state on a node. */
    void answered(TenantId tenant, NodeId node, DesiredStateResult result);

    /**
     * Something else is wanted of a node. Fire it as a CDI event within the transaction that changes it; the uplink pushes the
     * new state when that transaction has committed.
     */
    record Changed(NodeId node) {}
}
