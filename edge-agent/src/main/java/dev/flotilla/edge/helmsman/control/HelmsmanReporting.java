package dev.flotilla.edge.helmsman.control;

import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.Register;
import java.util.List;

/** What the streams to Foghorns need of whoever knows the node's MistServer. Everything answers from memory. */
public interface HelmsmanReporting {
    /** Who the node is, all but its mode. */
    Register register();

    /** How it does now, all but its mode. */
    NodeReport report();

    /** All clips and recordings of the node. */
    List<Artifact> artifacts();
}
