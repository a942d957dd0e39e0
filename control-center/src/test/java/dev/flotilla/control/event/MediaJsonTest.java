package dev.flotilla.control.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.PushEnd;
import dev.flotilla.proto.event.v1.ViewerConnect;
import org.junit.jupiter.api.Test;

class MediaJsonTest {
    @Test
    void keepsTheContractsOwnNames() {
        assertThat(MediaJson.of(MediaFact.newBuilder()
                        .setStreamId("str_1")
                        .setViewerConnect(
                                ViewerConnect.newBuilder().setSessionId("ab").setConnector("HLS"))
                        .build()))
                .isEqualTo(
                        "{\"stream_id\":\"str_1\",\"viewer_connect\":{\"session_id\":\"ab\",\"connector\":\"HLS\"}}");
    }

    @Test
    void leavesOutZerosAndNothingThatOnlyLooksLikeThem() {
        assertThat(MediaJson.of(MediaFact.newBuilder()
                        .setPushEnd(PushEnd.newBuilder().setLog("a\0b\\u0000c\\\0d"))
                        .build()))
                .isEqualTo("{\"push_end\":{\"log\":\"ab\\\\u0000c\\\\d\"}}");
    }
}
