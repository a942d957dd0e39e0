package dev.flotilla.edge.foghorn.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlayPathTest {
    @ParameterizedTest
    @CsvSource({
        "abc, abc, any, ''",
        "abc/, abc, any, ''",
        "abc.m3u8, abc, hls, ''",
        "abc.HLS/index.m3u8, abc, hls, index.m3u8",
        "abc/hls, abc, hls, ''",
        "abc/hls/index.m3u8, abc, hls, index.m3u8",
        "abc/dash/a/b.mpd, abc, dash, a/b.mpd",
        "abc/all, abc, any, ''",
        "abc/mpd, abc, dash, ''",
        "abc/ll-hls, abc, cmaf, ''",
        "abc/llhls, abc, cmaf, ''",
        "abc/whep, abc, webrtc, ''",
        "abc/progressive, abc, mp4, ''",
        "abc/matroska, abc, mkv, ''",
        "abc/mpeg-ts, abc, ts, ''",
        "abc/flash, abc, flv, ''",
        "abc/audio, abc, aac, ''",
        "abc/smooth, abc, smoothstreaming, ''",
        "abc/hss, abc, smoothstreaming, ''",
        "abc/f4m, abc, hds, ''",
        "abc/dynamic, abc, hds, ''",
        "abc/raw, abc, h264, ''",
        "abc/mist, abc, dtsc, ''",
        "abc/sdp, abc, sdp, ''",
        "abc/whatever, abc, whatever, ''",
    })
    void readsKeyProtocolAndManifest(String rest, String key, String protocol, String manifest) {
        assertThat(PlayPath.parse(rest)).isEqualTo(new PlayPath(key, protocol, manifest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a+b",
                "..",
                "ä",
                "a\r\nb",
                "x12345678901234567890123456789012345678901234567890123456789012345"
            })
    void knowsWhatIsNoKey(String text) {
        assertThat(PlayPath.isPlaybackId(text)).isFalse();
    }
}
