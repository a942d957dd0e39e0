package dev.flotilla.edge.helmsman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.helmsman.mist.FakeMist;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.trigger.Trigger;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import dev.flotilla.proto.foghorn.v1.StreamTrack;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamTracksTest {
    private static final MistStream LIVE = new MistStream("live");

    private final StreamTracks tracks = new StreamTracks();

    private List<StreamTrack> told() {
        return tracks.in(NodeReport.newBuilder()
                        .addStreams(NodeStream.newBuilder().setName("live"))
                        .addStreams(NodeStream.newBuilder().setName("other"))
                        .build())
                .getStreams(0)
                .getTracksList();
    }

    /** As a real MistServer sent it: the JSON of the captured trigger. */
    private static String captured() throws IOException {
        String line = FakeMist.text("triggers-push.log")
                .lines()
                .filter(each -> each.contains("audio_AAC_1ch_48000hz_2"))
                .findFirst()
                .orElseThrow();
        String json = line.substring(line.indexOf('{'), line.lastIndexOf('}') + 1);
        return json.replace("\\\\u", "\\u");
    }

    @Test
    void tellsWhatAStreamConsistsOf() throws IOException {
        assertThat(told()).isEmpty();
        tracks.told(new Trigger.LiveTrackList(LIVE, captured()));
        assertThat(told())
                .contains(
                        StreamTrack.newBuilder()
                                .setType("video")
                                .setCodec("H264")
                                .setWidth(640)
                                .setHeight(360)
                                .setFramesPerS(25)
                                .build(),
                        StreamTrack.newBuilder()
                                .setType("audio")
                                .setCodec("AAC")
                                .setChannels(1)
                                .setRate(48_000)
                                .build());
        tracks.told(new Trigger.LiveTrackList(LIVE, ""));
        assertThat(told()).as("it has ended").isEmpty();
    }

    @Test
    void keepsNothingThatMakesNoSense() {
        tracks.told(new Trigger.LiveTrackList(LIVE, "{no"));
        assertThat(told()).isEmpty();
        tracks.told(new Trigger.LiveTrackList(LIVE, "{\"a\":{\"type\":\"" + "x".repeat(1_000) + "\",\"width\":-7}}"));
        assertThat(told()).singleElement().satisfies(track -> {
            assertThat(track.getType()).hasSize(32);
            assertThat(track.getWidth()).isZero();
        });
    }
}
