package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.Register;
import java.util.Set;

/** What the streams tell of the region's nodes, in order for each node. */
interface Picture {
    /** Where the node says that it is. May block for seconds. */
    Set<ClientAddress> addresses(Register register);

    /** The node has a stream to this Foghorn. */
    void registered(NodeId node, Register register, Set<ClientAddress> addresses);

    void reported(NodeId node, NodeReport report);

    /** It is in another mode than it said last. */
    void isInMode(NodeId node, Mode mode);

    /** Somebody from that address watches the stream there no longer. */
    void viewerLeft(NodeId node, String stream, String address);

    /** It has said that it will be back within seconds; until then it is as it was. */
    void restarts(NodeId node);

    /** Nothing new is known of it, and viewers must not be sent there, until it reports again. */
    void lost(NodeId node, String why);

    /** It has been lost for so long that it counts as gone for good. */
    void forgotten(NodeId node);
}
