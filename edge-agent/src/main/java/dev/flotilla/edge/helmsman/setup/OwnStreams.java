package dev.flotilla.edge.helmsman.setup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Streams that a part of this agent needs MistServer to know, name to configuration. A bean of this type is found by itself. */
public interface OwnStreams {
    Map<String, ObjectNode> streams();
}
