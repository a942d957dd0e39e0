package dev.flotilla.control.event;

import dev.flotilla.id.EventId;
import dev.flotilla.id.FlowId;
import dev.flotilla.id.StreamId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.event.v1.MediaFact;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What the inbox takes of events: everything has a bound, so that no node can fill the memory or the disk. */
public final class EventCheck {
    private static final int MOST = 500;
    private static final int LONGEST_MESSAGE = 2_000;
    private static final int LARGEST_FACT_BYTES = 512 << 10;
    private static final int LONGEST_NAME = 256;
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private EventCheck() {}

    /** What is wrong with an event: the first such thing, as a sentence that names field and value. */
    static final class InvalidEvent extends Exception {
        private static final long serialVersionUID = 1;

        private InvalidEvent(String field, Object value, String rule) {
            super("%s %s: '%s'".formatted(field, rule, shown(value.toString())));
        }

        private static String shown(String text) {
            return text.length() <= 100 ? text : text.substring(0, 100) + "…";
        }
    }

    /** Throws {@link StatusRuntimeException} for a batch that is too large; what is in it is checked one by one. */
    public static void check(EventBatch batch) {
        if (batch.getEventsCount() > MOST) {
            throw Status.INVALID_ARGUMENT
                    .withDescription(
                            "events.events must have at most %d items: '%d'".formatted(MOST, batch.getEventsCount()))
                    .asRuntimeException();
        }
    }

    /** Nothing for an event that can be taken in. */
    static Optional<InvalidEvent> problem(Event event) {
        try {
            event(event);
            return Optional.empty();
        } catch (InvalidEvent wrong) {
            return Optional.of(wrong);
        }
    }

    private static void event(Event event) throws InvalidEvent {
        id("events.id", event.getId(), EventId::new, "must be 'evt_' and 32 hexadecimal digits");
        if (event.getOccurredAtMs() <= 0) {
            throw new InvalidEvent("events.occurred_at_ms", event.getOccurredAtMs(), "must be positive");
        }
        if (!TYPE.matcher(event.getType()).matches()) {
            throw new InvalidEvent("events.type", event.getType(), "must be lower-case words joined by '_'");
        }
        if (!event.getFlowId().isEmpty()) {
            id("events.flow_id", event.getFlowId(), FlowId::new, "must be 'flow_' and 16 hexadecimal digits");
        }
        length("events.message", event.getMessage(), LONGEST_MESSAGE);
        if (event.hasMedia()) {
            media(event.getMedia());
        }
    }

    private static void media(MediaFact fact) throws InvalidEvent {
        if (fact.getSerializedSize() > LARGEST_FACT_BYTES) {
            throw new InvalidEvent(
                    "events.media", fact.getSerializedSize(), "must have at most " + LARGEST_FACT_BYTES + " bytes");
        }
        if (!fact.getStreamId().isEmpty()) {
            id("events.media.stream_id", fact.getStreamId(), StreamId::new, "must be 'str_' and 32 hexadecimal digits");
        }
        length("events.media.stream", fact.getStream(), LONGEST_NAME);
        length("events.media.node_id", fact.getNodeId(), LONGEST_NAME);
    }

    private static void id(String field, String value, Consumer<String> kind, String rule) throws InvalidEvent {
        try {
            kind.accept(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidEvent(field, value, rule);
        }
    }

    private static void length(String field, String value, int longest) throws InvalidEvent {
        if (value.length() > longest || value.indexOf(0) >= 0) {
            throw new InvalidEvent(
                    field, value, "must have at most %d characters, none of them zero".formatted(longest));
        }
    }
}
