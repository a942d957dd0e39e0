package dev.flotilla.control.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigV4Test {
    private static final SigV4 EXAMPLE =
            new SigV4("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");

    /** The example of S3's reference, "authenticating requests: using query parameters". */
    @Test
    void signsTheExampleOfTheReference() {
        String url = EXAMPLE.presign(
                "GET",
                URI.create("https://examplebucket.s3.amazonaws.com"),
                "/test.txt",
                Map.of(),
                Map.of(),
                Instant.parse("2013-05-24T00:00:00Z"),
                Duration.ofDays(1));
        assertThat(url)
                .isEqualTo("https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void signsWhatTheRequestMustSend() {
        String url = EXAMPLE.presign(
                "PUT",
                URI.create("http://127.0.0.1:9000"),
                "/bucket/a/clip.mp4",
                Map.of(),
                Map.of("content-type", "video/mp4", "content-length", "12"),
                Instant.parse("2026-01-01T00:00:00Z"),
                Duration.ofHours(1));
        assertThat(url)
                .startsWith("http://127.0.0.1:9000/bucket/a/clip.mp4?")
                .contains("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost");
    }

    @Test
    void encodesWhatAQueryMayNotHold() {
        String url = EXAMPLE.presign(
                "GET",
                URI.create("https://s3.example.org"),
                "/b/",
                Map.of("prefix", "a b/ü", "list-type", "2"),
                Map.of(),
                Instant.parse("2026-01-01T00:00:00Z"),
                Duration.ofMinutes(5));
        assertThat(url).contains("&list-type=2&prefix=a%20b%2F%C3%BC&X-Amz-Signature=");
    }

    @Test
    void keepsTheSecretKeyToItself() {
        assertThat(EXAMPLE.toString()).doesNotContain("wJalr");
    }
}
