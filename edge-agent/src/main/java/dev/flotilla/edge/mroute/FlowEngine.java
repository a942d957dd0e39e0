package dev.flotilla.edge.mroute;

import dev.flotilla.edge.engine.link.EngineFault;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.engine.v1.Observation;
import dev.flotilla.proto.flow.v1.FlowSpec;

/** What flows need of the engine. Every call blocks, and has a deadline of a few seconds. */
interface FlowEngine {
    /** Who the engine is and what it runs. */
    Greeting greeting() throws EngineFault;

    /** Makes the flow be as specified; what stays the same loses no packet. */
    void apply(FlowSpec flow) throws EngineFault;

    void remove(FlowId flow) throws EngineFault;

    /** Has a running flow take its stream from that one of its sources. */
    void select(FlowId flow, String source) throws EngineFault;

    /** Counters, and the events after that one; the engine then forgets those up to it. */
    Observation observe(long seenEvent) throws EngineFault;
}
