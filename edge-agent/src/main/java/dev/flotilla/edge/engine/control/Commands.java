package dev.flotilla.edge.engine.control;

import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.engine.v1.Observation;
import dev.flotilla.proto.flow.v1.FlowSpec;

/** What an agent may ask of the engine. Calls come one at a time. */
public interface Commands {
    Greeting greet(String agentVersion);

    /** Makes the flow be as specified. */
    void apply(FlowSpec flow) throws RefusedException;

    /** Ends the flow, if there is one. */
    void remove(String flowId) throws RefusedException;

    /** Has the flow take its stream from that one of its sources. */
    void select(String flowId, String source) throws RefusedException;

    /** Counters, and the events after that one. */
    Observation observe(long seenEvent);

    /** Begins to end the engine. */
    void shutdown();
}
