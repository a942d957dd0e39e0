package dev.flotilla.control.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=2-5, 2, 6",
        "bytes=5-, 5, 10",
        "bytes=-3, 7, 10",
        "bytes=-30, 0, 10",
        "bytes=8-99, 8, 10",
        "'bytes=0-1,4-5', 0, 10",
        "bytes=5-2, 0, 10",
        "bytes=-, 0, 10",
        "lines=1-2, 0, 10"
    })
    void isWhatTheRfcSays(String header, long start, long end) {
        assertThat(ByteRange.of(header, 10)).contains(new ByteRange(start, end));
    }

    @Test
    void knowsWhenNothingIsWanted() {
        assertThat(ByteRange.of("bytes=10-", 10)).isEmpty();
        assertThat(ByteRange.of("bytes=-0", 10)).isEmpty();
        assertThat(ByteRange.of(null, 10)).contains(new ByteRange(0, 10));
    }
}
