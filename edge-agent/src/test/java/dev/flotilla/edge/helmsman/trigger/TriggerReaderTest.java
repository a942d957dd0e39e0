package dev.flotilla.edge.helmsman.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.Seeded;
import dev.flotilla.edge.helmsman.mist.MistStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriggerReaderTest {
    private static final MistStream LIVE = new MistStream("live");
    private static final String SIGNS = "\n\n\n,[]:+ -0189azZ\u00e9\0";

    @Test
    void readsEveryTriggerOfARealPush() throws IOException {
        List<Trigger> read = read("triggers-push.log");
        assertThat(read).hasSize(30).noneMatch(Trigger.Other.class::isInstance);
        assertThat(read.getFirst()).isEqualTo(new Trigger.ConnOpen(new MistStream(""), "127.0.0.1", "RTMP", ""));
        assertThat(read)
                .contains(
                        new Trigger.PushRewrite("rtmp://127.0.0.1:1935/live/live?key=abc&x=1", "127.0.0.1", "live"),
                        new Trigger.StreamSource(LIVE),
                        new Trigger.StreamReady(LIVE, "Buffer"),
                        new Trigger.LiveBandwidth(LIVE, 81_624));
        Trigger.StreamBuffer full = only(read, Trigger.StreamBuffer.class);
        assertThat(full.state()).isEqualTo("FULL");
        assertThat(full.health()).startsWith("{\"audio_AAC_").endsWith("}");
        assertThat(only(read, Trigger.LiveTrackList.class).tracks()).startsWith("{\"audio_AAC_1ch_48000hz_2\"");
    }

    @Test
    void readsEveryTriggerOfARealEnd() throws IOException {
        List<Trigger> read = read("triggers-pushend.log");
        assertThat(read).hasSize(38).noneMatch(Trigger.Other.class::isInstance);
        assertThat(read)
                .contains(
                        new Trigger.StreamEnd(new MistStream("live+copy"), 2_531_452, 4_115, 0, 1, 0, 0),
                        new Trigger.LiveTrackList(new MistStream("live+copy"), ""),
                        new Trigger.StreamBuffer(new MistStream("live+copy"), "EMPTY", ""));
        Trigger.OutputEnd silent = read.stream()
                .filter(Trigger.OutputEnd.class::isInstance)
                .map(Trigger.OutputEnd.class::cast)
                .filter(end -> end.file().target().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(silent.file().firstMs()).as("2^64 - 1 is no packet").isEmpty();
        assertThat(silent.file().lastMs()).isEmpty();
        assertThat(silent.file().bytes()).isEqualTo(4_115);
        assertThat(read.stream().filter(Trigger.PushEnd.class::isInstance)).hasSize(5);
    }

    /** Nothing is lost between the bytes and the fields: the fields joined are the bytes. */
    @Test
    void losesNoByteOfAnyBody() throws IOException {
        List<Captured> all = new ArrayList<>(Captured.of("triggers-push.log"));
        all.addAll(Captured.of("triggers-pushend.log"));
        for (Captured captured : all) {
            TriggerCall call = captured.call();
            assertThat(String.join("\n", Fields.of(call.body()).lines()))
                    .as(call.toString())
                    .isEqualTo(captured.body());
        }
    }

    @Test
    void takesAViewerWithSixFieldsForOneThatIsLookedAtAgain() {
        String six = "live\n::ffff:10.0.0.1\n1830242224\nHLS\nhttp://e/hls/live/index.m3u8\nb2ed";
        var again = (Trigger.UserNew) TriggerReader.read("USER_NEW", six);
        assertThat(again.isNew()).isFalse();
        assertThat(again.host()).isEqualTo("10.0.0.1");
        var first = (Trigger.UserNew) TriggerReader.read("USER_NEW", six + "\nfalse");
        assertThat(first.isTokenValid()).isEqualTo(Optional.of(false));
        assertThat(first.sessionId()).isEqualTo("b2ed");
        assertThat(TriggerReader.read("USER_NEW", six + "\nfalse\nfrom\nthe future"))
                .isEqualTo(first);
    }

    @Test
    void keepsTheEmptyFieldsOfAViewersEnd() {
        var end = (Trigger.UserEnd)
                TriggerReader.read("USER_END", "245533826\nlive\nHLS\n127.0.0.1\n2\n210506\n0\n\n5\n5\n5\n02c9");
        assertThat(end.tags()).isEmpty();
        assertThat(end.sessionId()).isEqualTo("02c9");
        assertThat(end.bytesUp()).isEqualTo(210_506);

        var two = (Trigger.UserEnd) TriggerReader.read(
                "USER_END",
                "1\nlive,live srt\nHLS,MP4\n::ffff:1.2.3.4,5.6.7.8\n9\n7\n8\n[UA:curl/7.88.1][a]\n1,8\n1,8\n2,7\nff");
        assertThat(two.streams()).containsExactly(LIVE, new MistStream("live+srt"));
        assertThat(two.hosts()).containsExactly("1.2.3.4", "5.6.7.8");
        assertThat(two.tags()).containsExactly("UA:curl/7.88.1", "a");
        assertThat(two.secondsOfStreams()).containsExactly(2L, 7L);
    }

    @Test
    void readsTheForksOwn() {
        assertThat(TriggerReader.read("RECORDING_SEGMENT", "live\n/rec/0.ts\n4000\n8021\n12021"))
                .isEqualTo(new Trigger.RecordingSegment(LIVE, "/rec/0.ts", 4_000, 8_021, 12_021));
        var close = (Trigger.PushInputClose) TriggerReader.read(
                "PUSH_INPUT_CLOSE", "live\n127.0.0.1\nRTMP\n23322\nCLEAN_INTENDED_STOP\nreceived deleteStream\n[]");
        assertThat(close.pid()).isEqualTo(23_322);
        var recorded = (Trigger.RecordingEnd) TriggerReader.read("RECORDING_END", """
            live
            /rec/a.mp4
            MP4
            691102
            1
            1795145036
            1795145037
            8000
            18021
            26021
            CLEAN_EOF
            done
            {"tracks":[]}
            """);
        assertThat(recorded.tracks()).isEqualTo("{\"tracks\":[]}");
        assertThat(recorded.file().firstMs()).hasValue(18_021);
    }

    @Test
    void keepsWhatItDoesNotKnowAndNamesWhatIsMissing() {
        assertThat(TriggerReader.read("FROM_THE_FUTURE", "a\nb"))
                .isEqualTo(new Trigger.Other("FROM_THE_FUTURE", "a\nb"));
        assertThatThrownBy(() -> TriggerReader.read("USER_END", "1\nlive"))
                .hasMessage("USER_END has 2 fields, and needs 7");
    }

    @Test
    void readsAnyBodyOrSaysWhyNot() {
        List<String> names = List.of(
                "PUSH_REWRITE",
                "PLAY_REWRITE",
                "USER_NEW",
                "USER_END",
                "STREAM_END",
                "PUSH_END",
                "RECORDING_END",
                "OUTPUT_END",
                "STREAM_BUFFER",
                "LIVE_TRACK_LIST",
                "RECORDING_SEGMENT",
                "PUSH_OUT_START");
        Seeded.check(random -> {
            var body = new StringBuilder();
            for (int length = random.nextInt(200); length > 0; length--) {
                body.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            try {
                assertThat(TriggerReader.read(names.get(random.nextInt(names.size())), body.toString()))
                        .isNotNull();
            } catch (IllegalArgumentException tooFew) {
                assertThat(tooFew).hasMessageContaining("fields, and needs");
            }
        });
    }

    private static List<Trigger> read(String log) throws IOException {
        return Captured.of(log).stream()
                .map(Captured::call)
                .map(call -> TriggerReader.read(call.name(), call.body()))
                .toList();
    }

    private static <T extends Trigger> T only(List<Trigger> all, Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }
}
