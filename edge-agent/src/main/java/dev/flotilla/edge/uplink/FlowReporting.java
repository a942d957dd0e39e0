package dev.flotilla.edge.uplink;

import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.node.v1.ProbeReport;
import dev.flotilla.proto.uplink.v1.LocalFlows;
import java.util.List;

/** What the uplink needs of whoever knows the node's flows. */
public interface FlowReporting {
    /** The latest counters of every flow, those of the control center and local ones. Answers from memory. */
    List<FlowReport> reports();

    /** The flows that were made on this node, secrets left out. Answers from memory. */
    LocalFlows local();

    /** What the node's own receivers count; empty when there is none. */
    List<ProbeReport> probes();
}
