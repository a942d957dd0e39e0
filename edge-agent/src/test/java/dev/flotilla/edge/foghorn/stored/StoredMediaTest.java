package dev.flotilla.edge.foghorn.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class StoredMediaTest {
    private static final String HASH = "20260101000000aaaaaaaaaaaaaaaa";

    private final TestObjects objects = new TestObjects();
    private final StoredMedia media = objects.media();

    private static Optional<String> now(CompletionStage<Optional<String>> stage) {
        return stage.toCompletableFuture().join();
    }

    private Optional<String> playlist() {
        return now(media.playlist(HASH, "index.m3u8"));
    }

    private void put(int segments, boolean isComplete) {
        StringBuilder text = new StringBuilder("#EXTM3U\n");
        for (int segment = 0; segment < segments; segment++) {
            text.append("#EXTINF:6.0,\n").append(segment).append(".ts\n");
        }
        objects.put(HASH, "index.m3u8", isComplete ? text + "#EXT-X-ENDLIST\n" : text.toString());
    }

    @Test
    void givesALongRecordingAllItsAddresses() {
        put(2_500, true);
        assertThat(playlist().orElseThrow().lines().filter(line -> line.startsWith("https://")))
                .hasSize(2_500)
                .contains("https://objects/" + HASH + "/2499.ts?sig=1");
    }

    @Test
    void keepsWhatIsCompleteForHalfTheLifeOfItsAddresses() {
        put(2, true);
        playlist();
        objects.now = objects.now.plus(TestObjects.LIFE.dividedBy(2)).minusSeconds(1);
        playlist();
        assertThat(objects.fetches).hasValue(1);
        objects.now = objects.now.plusSeconds(2);
        playlist();
        assertThat(objects.fetches).hasValue(2);
    }

    @Test
    void looksAgainSoonAtWhatGrows() {
        put(2, false);
        playlist();
        playlist();
        assertThat(objects.fetches).hasValue(1);
        put(3, false);
        objects.now = objects.now.plus(Duration.ofSeconds(3));
        assertThat(playlist().orElseThrow()).contains("/2.ts");
    }

    @Test
    void hasNothingWhereTheStorageHasNothing() {
        assertThat(playlist()).isEmpty();
        objects.put(HASH, "index.m3u8", "<html>not found</html>");
        assertThat(playlist()).isEmpty();
        put(1, true);
        objects.isAway = true;
        assertThat(playlist()).isEmpty();
        assertThat(now(media.address(HASH, "clip.mp4"))).isEmpty();
        objects.isAway = false;
        assertThat(playlist()).as("failures are not kept").isPresent();
    }
}
