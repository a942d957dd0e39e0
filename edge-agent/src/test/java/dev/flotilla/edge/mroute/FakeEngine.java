package dev.flotilla.edge.mroute;

import dev.flotilla.edge.engine.link.EngineFault;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.engine.v1.NumberedEvent;
import dev.flotilla.proto.engine.v1.Observation;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An engine that moves no media, notes what it is told, and can be away or refuse. */
public final class FakeEngine implements FlowEngine {
    /** What it was told since the last look, as "apply flow_..." and "remove flow_...". */
    public final List<String> told = new ArrayList<>();

    public final Map<FlowId, FlowSpec> running = new LinkedHashMap<>();
    public final Map<FlowId, String> refuses = new LinkedHashMap<>();
    public final List<FlowReport> reports = new ArrayList<>();
    public final List<NumberedEvent> events = new ArrayList<>();
    public boolean isAway;
    public long pid = 4711;
    private long seen;

    /** As if the process had died and another had been started. */
    public void restart() {
        running.clear();
        events.clear();
        reports.clear();
        pid++;
    }

    public void happen(Event event) {
        long number = events.isEmpty() ? seen + 1 : events.getLast().getNumber() + 1;
        events.add(NumberedEvent.newBuilder().setNumber(number).setEvent(event).build());
    }

    public List<String> takeTold() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    @Override
    public Greeting greeting() throws EngineFault {
        answer();
        return Greeting.newBuilder()
                .setEngineVersion("fake")
                .setPid(pid)
                .addAllFlows(running.values())
                .build();
    }

    @Override
    public void apply(FlowSpec flow) throws EngineFault {
        answer();
        FlowId id = new FlowId(flow.getId());
        told.add("apply " + id);
        if (refuses.containsKey(id)) {
            throw new EngineFault(EngineFault.Reason.REFUSED, refuses.getOrDefault(id, ""));
        }
        running.put(id, flow);
    }

    @Override
    public void remove(FlowId flow) throws EngineFault {
        answer();
        told.add("remove " + flow);
        running.remove(flow);
    }

    @Override
    public void select(FlowId flow, String source) throws EngineFault {
        answer();
        told.add("select " + flow + " " + source);
        if (refuses.containsKey(flow)) {
            throw new EngineFault(EngineFault.Reason.REFUSED, refuses.getOrDefault(flow, ""));
        }
    }

    @Override
    public Observation observe(long seenEvent) throws EngineFault {
        answer();
        seen = seenEvent;
        events.removeIf(event -> event.getNumber() <= seenEvent);
        return Observation.newBuilder()
                .addAllFlows(reports)
                .addAllEvents(events)
                .build();
    }

    private void answer() throws EngineFault {
        if (isAway) {
            throw new EngineFault(EngineFault.Reason.UNREACHABLE, "there is no engine");
        }
    }
}
