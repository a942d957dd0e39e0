package dev.flotilla.edge.foghorn.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.Place;
import dev.flotilla.proto.event.v1.StreamUpdate;
import dev.flotilla.proto.event.v1.ViewerConnect;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventRelayTest {
    private static final String HASH = "20260101000000aaaaaaaaaaaaaaaa";

    private final EventRelay relay = new EventRelay(
            Optional::empty,
            _ -> Place.getDefaultInstance(),
            name -> name.equals("a") ? Optional.of("str_a") : Optional.empty(),
            hash -> hash.equals(HASH) ? Optional.of("a") : Optional.empty());

    private String streamIdOf(MediaFact.Builder fact) {
        return relay.placed(EventBatch.newBuilder()
                        .addEvents(Event.newBuilder().setMedia(fact))
                        .build())
                .getEvents(0)
                .getMedia()
                .getStreamId();
    }

    private static MediaFact.Builder viewer(String stream) {
        return MediaFact.newBuilder().setStream(stream).setViewerConnect(ViewerConnect.getDefaultInstance());
    }

    @Test
    void saysWhichStreamIsMeant() {
        assertThat(streamIdOf(viewer("a"))).isEqualTo("str_a");
        assertThat(streamIdOf(viewer("b"))).isEmpty();
        assertThat(streamIdOf(viewer("a").setStreamId("str_known"))).isEqualTo("str_known");
    }

    @Test
    void countsViewersOfAClipAsThoseOfItsStreamAndNothingElseOfIt() {
        assertThat(streamIdOf(viewer(HASH))).isEqualTo("str_a");
        assertThat(streamIdOf(
                        MediaFact.newBuilder().setStream(HASH).setStreamUpdate(StreamUpdate.getDefaultInstance())))
                .as("it says nothing of the live stream")
                .isEmpty();
    }
}
