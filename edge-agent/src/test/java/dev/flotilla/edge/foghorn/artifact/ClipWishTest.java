package dev.flotilla.edge.foghorn.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipWishTest {
    private static final long NOW = 1_790_000_100_000L;

    private static ClipWish wish(String fields) {
        return ClipWish.of(new Fields(new JsonObject("{\"internal_name\":\"a\"," + fields + "}")), NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'start_unix':1790000000,'stop_unix':1790000010 | 1790000000000 | 1790000010000",
                "'start_ms':1790000000250,'stop_ms':1790000010500 | 1790000000250 | 1790000010500",
                "'start_unix':1790000000.25,'duration_sec':10 | 1790000000250 | 1790000010250",
                "'stop_unix':1790000010,'duration_sec':2.5 | 1790000007500 | 1790000010000",
                "'duration_sec':30 | 1790000070000 | 1790000100000",
                "'start_unix':-60,'stop_unix':-30 | 1790000040000 | 1790000070000",
                "'start_unix':-60 | 1790000040000 | 1790000100000",
                "'start_unix':1790000000,'stop_unix':1790000010,'duration_sec':10 | 1790000000000 | 1790000010000",
            })
    void readsTheTimesByWhichPeopleGiveThem(String fields, long startMs, long stopMs) {
        ClipWish wish = wish(fields.replace('\'', '"'));
        assertThat(wish.startMs()).isEqualTo(startMs);
        assertThat(wish.stopMs()).isEqualTo(stopMs);
        assertThat(wish.format()).isEqualTo("mp4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'title':'x' | start_unix",
                "'start_unix':'soon' | start_unix is 'soon': must be a number",
                "'start_unix':1790000000,'start_ms':1790000000000 | start_ms is '1790000000000'",
                "'start_unix':1790000010,'stop_unix':1790000000 | stop_ms is '1790000000000'",
                "'start_unix':1790000000,'stop_unix':1790000010,'duration_sec':60 | duration_sec is '60.0'",
                "'duration_sec':21601 | stop_ms is '1790000100000': must be 0.1 s to 6 h",
                "'start_unix':1790000100,'stop_unix':1790090000 | stop_ms",
                "'duration_sec':5,'format':'avi' | format is 'avi': must be mp4, mkv, webm or ts",
                "'duration_sec':5,'title':7 | title is '7': must be text",
                "'duration_sec':5,'internal_name':'../x' | internal_name is '../x'",
                "'duration_sec':1e300 | duration_sec is '1.0E300'",
            })
    void namesWhatMakesNoSense(String fields, String words) {
        assertThatThrownBy(() -> wish(fields.replace('\'', '"')))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining(words);
    }

    @Test
    void takesMistServersNameOfAStream() {
        assertThat(wish("\"internal_name\":\"live+a\",\"duration_sec\":5").stream())
                .isEqualTo("a");
    }
}
