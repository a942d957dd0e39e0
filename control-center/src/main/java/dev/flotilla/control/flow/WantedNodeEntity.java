package dev.flotilla.control.flow;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of nodes that flows are or were wanted on. {@link FlowStore#lock} makes it, which must not fail when it is there. */
@Entity
@Table(schema = "flow", name = "node")
class WantedNodeEntity {
    @Id
    String nodeId;

    String tenantId;
    long generation;
    long answeredGeneration;
    String refused;
}
