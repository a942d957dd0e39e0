package dev.flotilla.control.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.TrackList;
import io.grpc.StatusRuntimeException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class EventCheckTest {
    private static final Event EVENT = Event.newBuilder()
            .setId("evt_" + "0".repeat(32))
            .setOccurredAtMs(1)
            .setType("flow_started")
            .setMessage("A flow started.")
            .build();

    @Test
    void takesWhatIsSound() {
        assertThat(EventCheck.problem(EVENT)).isEmpty();
        assertThat(EventCheck.problem(
                        media(MediaFact.newBuilder().setStream("3f9c").setStreamId("str_" + "a".repeat(32)))
                                .build()))
                .isEmpty();
    }

    @Test
    void namesFieldAndValue() {
        refused(EVENT.toBuilder().setId("evt_1"), "events.id must be 'evt_' and 32 hexadecimal digits: 'evt_1'");
        refused(EVENT.toBuilder().setOccurredAtMs(0), "events.occurred_at_ms must be positive: '0'");
        refused(EVENT.toBuilder().setType("Flow Started"), "events.type must be lower-case words");
        refused(EVENT.toBuilder().setFlowId("x"), "events.flow_id must be 'flow_'");
        refused(EVENT.toBuilder().setMessage("\0"), "events.message must have at most 2000 characters");
        refused(
                media(MediaFact.newBuilder().setStreamId("live")),
                "events.media.stream_id must be 'str_' and 32 hexadecimal digits: 'live'");
        refused(
                media(MediaFact.newBuilder().setTrackList(TrackList.newBuilder().setTracks("x".repeat(600_000)))),
                "events.media must have at most 524288 bytes");
    }

    @Test
    void refusesMoreThanItCouldHold() {
        assertThatThrownBy(() -> EventCheck.check(EventBatch.newBuilder()
                        .addAllEvents(Collections.nCopies(501, EVENT))
                        .build()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("INVALID_ARGUMENT: events.events must have at most 500 items: '501'");
    }

    private static Event.Builder media(MediaFact.Builder fact) {
        return EVENT.toBuilder().setMedia(fact);
    }

    private static void refused(Event.Builder event, String sentence) {
        assertThat(EventCheck.problem(event.build()))
                .hasValueSatisfying(wrong -> assertThat(wrong).hasMessageStartingWith(sentence));
    }
}
