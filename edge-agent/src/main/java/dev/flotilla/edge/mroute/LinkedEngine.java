package dev.flotilla.edge.mroute;

import dev.flotilla.edge.engine.link.EngineFault;
import dev.flotilla.edge.engine.link.EngineLink;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.engine.v1.Observation;
import dev.flotilla.proto.flow.v1.FlowSpec;

/** The real engine, behind its link. */
record LinkedEngine(EngineLink link) implements FlowEngine {
    @Override
    public Greeting greeting() throws EngineFault {
        return link.greeting();
    }

    @Override
    public void apply(FlowSpec flow) throws EngineFault {
        link.apply(flow);
    }

    @Override
    public void remove(FlowId flow) throws EngineFault {
        link.remove(flow);
    }

    @Override
    public void select(FlowId flow, String source) throws EngineFault {
        link.select(flow, source);
    }

    @Override
    public Observation observe(long seenEvent) throws EngineFault {
        return link.observe(seenEvent);
    }
}
