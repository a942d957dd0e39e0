package dev.flotilla.edge.uplink;

import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.Inventory;

/** What the uplink needs of whoever knows the machine. */
public interface NodeReporting {
    /** What the node is now. May read files. */
    Inventory inventory();

    /** How the node does, all but what the uplink itself knows better. Answers from memory. */
    Health health();
}
