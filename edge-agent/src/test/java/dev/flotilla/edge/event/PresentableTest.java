package dev.flotilla.edge.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.TrackList;
import org.junit.jupiter.api.Test;

class PresentableTest {
    private static final String STREAM_ID = "str_00112233445566778899aabbccddeeff";

    @Test
    void leavesAloneWhatIsWithinBounds() {
        Event event = event(
                "all is well", MediaFact.newBuilder().setStreamId(STREAM_ID).setStream("cam"));
        assertThat(Presentable.of(event)).isSameAs(event);
    }

    @Test
    void cutsWhatIsTooLong() {
        Event event = event("m".repeat(3_000), MediaFact.newBuilder().setStream("s".repeat(300)));
        assertThat(Presentable.of(event).getMessage()).hasSize(2_000);
        assertThat(Presentable.of(event).getMedia().getStream()).hasSize(256);
    }

    @Test
    void holdsNoZero() {
        Event event = event("a\0b", MediaFact.newBuilder().setStream("c\0d"));
        assertThat(Presentable.of(event).getMessage()).isEqualTo("a b");
        assertThat(Presentable.of(event).getMedia().getStream()).isEqualTo("c d");
    }

    @Test
    void leavesOutAStreamIdThatIsNone() {
        Event event = event("", MediaFact.newBuilder().setStreamId("live+cam").setStream("cam"));
        assertThat(Presentable.of(event).getMedia())
                .isEqualTo(MediaFact.newBuilder().setStream("cam").build());
    }

    @Test
    void leavesOutAFactThatIsTooLarge() {
        var tracks = TrackList.newBuilder().setTracks("t".repeat(600 << 10));
        Event event = event("", MediaFact.newBuilder().setStream("cam").setTrackList(tracks));
        assertThat(Presentable.of(event).getMedia())
                .isEqualTo(MediaFact.newBuilder().setStream("cam").build());
    }

    private static Event event(String message, MediaFact.Builder media) {
        return Event.newBuilder().setMessage(message).setMedia(media).build();
    }
}
