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

    /**
     * A node has come that holds a state of that generation. Where the present one is not newer and the node never answered that
     * one, which then may be from before a database was restored, or where nothing was ever wanted of a node that must hear so,
     * the present one is raised above it.
     */
    void met(TenantId tenant, NodeId node, Generation held, boolean needsState);

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
