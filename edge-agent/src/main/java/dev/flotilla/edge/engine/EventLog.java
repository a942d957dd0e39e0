package dev.flotilla.edge.engine;

import dev.flotilla.id.EventId;
import dev.flotilla.proto.engine.v1.NumberedEvent;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** What happened and was not yet stored by an agent, numbered from 1. When it is full, the oldest is lost and counted. */
final class EventLog {
    private static final int MAX_EVENTS = 2_000;
    private static final int LINES_PER_SECOND = 20;

    private final Clock clock;
    private final ArrayDeque<NumberedEvent> events = new ArrayDeque<>();
    private long lastNumber;
    private long lost;
    private long second;
    private int lines;

    EventLog(Clock clock) {
        this.clock = clock;
    }

    /** Notes an event of now. Never blocks for long. */
    void record(String flowId, String type, Severity severity, String message) {
        Instant now = clock.instant();
        var event = Event.newBuilder()
                .setId(EventId.at(now).value())
                .setOccurredAtMs(now.toEpochMilli())
                .setType(type)
                .setSeverity(severity)
                .setFlowId(flowId)
                .setMessage(message)
                .build();
        add(event, now);
    }

    private synchronized void add(Event event, Instant now) {
        if (events.size() == MAX_EVENTS) {
            events.removeFirst();
            lost++;
        }
        events.add(NumberedEvent.newBuilder()
                .setNumber(++lastNumber)
                .setEvent(event)
                .build());
        print(now, event.getType() + " " + event.getFlowId() + " " + event.getMessage());
    }

    private void print(Instant now, String line) {
        if (now.getEpochSecond() != second) {
            if (lines > LINES_PER_SECOND) {
                System.err.println((lines - LINES_PER_SECOND) + " more events in that second");
            }
            second = now.getEpochSecond();
            lines = 0;
        }
        if (++lines <= LINES_PER_SECOND) {
            System.err.println(now + " " + line);
        }
    }

    /** The events after that one. Those up to it are forgotten. */
    synchronized List<NumberedEvent> after(long seen) {
        while (!events.isEmpty() && events.getFirst().getNumber() <= seen) {
            events.removeFirst();
        }
        return List.copyOf(events);
    }

    /** How many events were lost because no agent asked for too long. */
    synchronized long lost() {
        return lost;
    }
}
