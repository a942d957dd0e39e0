package dev.flotilla.edge.engine.flow;

import dev.flotilla.proto.event.v1.Severity;

/** Where a flow says what happened to it. Called on the flow's thread; must not block. */
@FunctionalInterface
public interface FlowEvents {
    /**
     * Notes an event of now.
     *
     * @param type lower-case words joined by '_'
     * @param message one sentence for people
     */
    void record(String type, Severity severity, String message);
}
