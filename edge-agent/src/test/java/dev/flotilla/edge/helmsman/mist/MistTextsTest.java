package dev.flotilla.edge.helmsman.mist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MistTextsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void takesTheSpaceOfSrtForAPlus() {
        assertThat(new MistStream("live srt")).isEqualTo(new MistStream("live+srt"));
        assertThat(new MistStream("live+srt").base()).isEqualTo("live");
        assertThat(new MistStream("live+srt").fleetName()).isEqualTo("srt");
        assertThat(new MistStream("cam+front door").fleetName()).isEqualTo("cam+front door");
        assertThat(new MistStream("live").fleetName()).isEqualTo("live");
    }

    @Test
    void takesThePrefixOfMappedAddressesAway() {
        assertThat(PeerAddress.plain("::ffff:127.0.0.1")).isEqualTo("127.0.0.1");
        assertThat(PeerAddress.plain("::FFFF:10.0.0.1")).isEqualTo("10.0.0.1");
        assertThat(PeerAddress.plain("::ffff:1")).isEqualTo("::ffff:1");
        assertThat(PeerAddress.plain("2001:db8::1")).isEqualTo("2001:db8::1");
    }

    @Test
    void countsNothingWhereATotalRanBelowZero() throws IOException {
        for (String garbage :
                List.of("-7378697629483822441", "7378697629484279427", "18446744073709551615", "-1", "null", "\"5\"")) {
            assertThat(Amounts.count(JSON.readTree(garbage))).as(garbage).isZero();
        }
        assertThat(Amounts.count(JSON.readTree("10172744"))).isEqualTo(10_172_744);
    }

    @Test
    void readsAPushAndKeepsItsTargetToItself() throws IOException {
        MistPush push = MistPush.of(JSON.readTree("""
            {"push_list":[[5394,"live","rtmp://there/app/KEY","rtmp://there/app/KEY",
            [[1795145064,"INFO","Split point reached","live",5394,"MistOutHTTPTS","x.cpp:1"]],
            {"active_ms":24177,"active_seconds":24,"bytes":2063463,"current_target":"/rec/7.ts","media_tx":-30698}]]}\
            """)).getFirst();
        assertThat(push.id()).isEqualTo(5394);
        assertThat(push.activeMs()).isEqualTo(24_177);
        assertThat(push.bytes()).isEqualTo(2_063_463);
        assertThat(push.file()).isEqualTo("/rec/7.ts");
        assertThat(push.log()).containsExactly("Split point reached");
        assertThat(push.toString()).doesNotContain("KEY");
        assertThat(MistPush.of(JSON.readTree("{\"push_list\":null}"))).isEmpty();
    }
}
