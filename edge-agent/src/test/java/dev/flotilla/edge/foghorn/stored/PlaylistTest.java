package dev.flotilla.edge.foghorn.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaylistTest {
    private static final String TEXT = """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-MAP:URI="init.mp4",BYTERANGE="10@0"

        #EXTINF:6.0,
        0.m4s
        #EXT-X-DISCONTINUITY
        #EXTINF:6.0,
        1.m4s
        """;

    @Test
    void givesItsFilesOtherAddressesAndLeavesTheRest() {
        Playlist playlist = Playlist.parse(TEXT);
        assertThat(playlist.files()).containsExactly("init.mp4", "0.m4s", "1.m4s");
        assertThat(playlist.isComplete()).isFalse();
        assertThat(playlist.with(
                        Map.of("init.mp4", "https://o/i?a=$1&b=2", "0.m4s", "https://o/0", "1.m4s", "https://o/1")))
                .isEqualTo(TEXT.replace("init.mp4", "https://o/i?a=$1&b=2")
                        .replace("0.m4s", "https://o/0")
                        .replace("1.m4s", "https://o/1"));
        assertThat(Playlist.parse("#EXTM3U\r\n#EXT-X-ENDLIST\r\n").isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "#EXTM3U\n../../other/secret.ts",
                "#EXTM3U\nhttps://elsewhere/0.ts",
                "#EXTM3U\n.hidden",
                "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"https://elsewhere/key\"",
            })
    void refusesWhatIsNoPlaylistOfFilesBesideIt(String text) {
        assertThatThrownBy(() -> Playlist.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
