package dev.flotilla.control.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.graphql.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushUrlTest {
    @ParameterizedTest
    @CsvSource({
        "rtmp://live.example.org/app/s3cret, rtmp://live.example.org/app/…",
        "rtmps://a.example.org:443/app/s3cret?x=1, rtmps://a.example.org:443/app/…",
        "rtmp://live.example.org/s3cret, rtmp://live.example.org/…",
        "rtmp://live.example.org/s3cret?k=s3cret/x, rtmp://live.example.org/…",
        "rtmp://me:s3cret@live.example.org/app/x, rtmp://live.example.org/app/…",
        "srt://[2001:db8::7]:9000?streamid=s3cret&passphrase=s3cret, srt://[2001:db8::7]:9000?…",
        "srt://10.0.0.1:9000, srt://10.0.0.1:9000"
    })
    void masksWhatGrantsAccess(String url, String masked) {
        assertThat(PushUrl.parse("url", url).masked()).isEqualTo(masked);
        assertThat(PushUrl.parse("url", url)).hasToString(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://example.org/s3cret",
                "file:///s3cret",
                "rtmp://",
                "rtmp://host",
                "rtmp://host/",
                "rtmp://host:0/app/s3cret",
                "rtmp://host:65536/app/s3cret",
                "rtmp://ho st/app/s3cret",
                "rtmp://host/app/s3cret\nx",
                "rtmp://s3cret\u0001x@host/app/x",
                "srt://host",
                "srt://host/s3cret"
            })
    void refusesWhatIsNoAddressAndNeverSaysIt(String url) {
        assertThatThrownBy(() -> PushUrl.parse("url", url))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("url must")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void hasABound() {
        assertThatThrownBy(() -> PushUrl.parse("url", "rtmp://host/app/" + "x".repeat(1000)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("1000");
    }
}
