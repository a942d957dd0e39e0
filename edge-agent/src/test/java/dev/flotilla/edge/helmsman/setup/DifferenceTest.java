package dev.flotilla.edge.helmsman.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.edge.helmsman.mist.MistConfig;
import dev.flotilla.edge.helmsman.mist.MistConfig.Location;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isNothingWhereNothingIsWished() throws IOException {
        assertThat(lines("", live("{\"vod\":{\"source\":\"/vod\"}}", "[{\"connector\":\"HTTP\"}]")))
                .isEmpty();
    }

    @Test
    void touchesOnlyTheWishedPartsOfAStream() throws IOException {
        MistConfig live =
                live("{\"cam\":{\"name\":\"cam\",\"source\":\"rtsp://a\",\"tags\":[\"x\"],\"online\":1}}", "[]");
        List<Change> changes = between("streams: {cam: {source: push://, DVR: 60000}}", Owned.NOTHING, live);
        assertThat(changes).singleElement().isInstanceOfSatisfying(Change.PutStream.class, put -> {
            assertThat(put.to().toString()).isEqualTo("{\"source\":\"push://\",\"tags\":[\"x\"],\"DVR\":60000}");
            assertThat(put.keys()).containsExactly("DVR", "source");
            assertThat(put.command().at("/addstream/cam/name").asText()).isEqualTo("cam");
        });
    }

    @Test
    void takesNumbersForTheSameAsMistServerDoes() throws IOException {
        MistConfig live =
                live("{\"cam\":{\"name\":\"cam\",\"source\":\"push://\",\"DVR\":60000.0,\"resume\":true}}", "[]");
        assertThat(lines("streams: {cam: {source: push://, DVR: 60000, resume: 1}}", live))
                .isEmpty();
    }

    @Test
    void givesBackWhatWasThereBefore() throws IOException {
        Wish wish = SetupFile.parse("""
            streams: {cam: {DVR: 60000}, mine: {source: push://}}
            location: {latitude: 1, longitude: 2}
            bandwidth_limit: 5
            """);
        MistConfig before = live("{\"cam\":{\"source\":\"rtsp://a\",\"DVR\":1}}", "[]");
        Owned owned = Owned.NOTHING;
        for (Change change : Difference.between(wish, owned, before)) {
            owned = owned.with(change);
        }
        MistConfig after = new MistConfig(
                "3.10",
                "i",
                "k",
                JSON.createObjectNode(),
                List.of(),
                JSON.readTree(
                        "{\"cam\":{\"source\":\"rtsp://a\",\"DVR\":60000},\"mine\":{\"source\":\"push://\"},\"others\":{}}"),
                List.of(),
                new Location(1, 2, ""),
                5);
        assertThat(Difference.between(wish, owned, after)).isEmpty();

        List<Change> back = Difference.between(Wish.NOTHING, owned, after);
        assertThat(back)
                .extracting(Change::line)
                .containsExactly(
                        "~ stream cam: {\"source\":\"rtsp://a\",\"DVR\":60000} -> {\"source\":\"rtsp://a\",\"DVR\":1}",
                        "- stream mine",
                        "~ location 1.0, 2.0 '' -> 0.0, 0.0 ''",
                        "~ bandwidth limit 5 -> 125000000 bytes/s");
        for (Change change : back) {
            owned = owned.with(change);
        }
        assertThat(owned.only(Wish.NOTHING)).isEqualTo(Owned.NOTHING);
    }

    @Test
    void changesProtocolsInPlace() throws IOException {
        MistConfig live = live("{}", "[{\"connector\":\"HTTP\",\"port\":8080,\"pubaddr\":[]},{\"connector\":\"HLS\"}]");
        assertThat(lines("protocols: [{connector: HTTP, port: 8080}, {connector: HLS}]", live))
                .isEmpty();
        assertThat(lines("protocols: [{connector: HTTP, port: 8080, interface: 127.0.0.1}, {connector: RTMP}]", live))
                .containsExactly(
                        "~ protocol {\"connector\":\"HTTP\",\"port\":8080,\"pubaddr\":[]} ->"
                                + " {\"connector\":\"HTTP\",\"port\":8080,\"pubaddr\":[],\"interface\":\"127.0.0.1\"}",
                        "+ protocol {\"connector\":\"RTMP\"}");

        Owned owned =
                Owned.NOTHING.with(new Change.AddProtocol(JSON.readTree("{\"connector\":\"HTTP\",\"port\":8080}")));
        assertThat(between("protocols: [{connector: HTTP, port: 8081}]", owned, live))
                .singleElement()
                .isInstanceOf(Change.ReplaceProtocol.class);
        assertThat(between("", owned, live))
                .extracting(Change::line)
                .containsExactly("- protocol {\"connector\":\"HTTP\",\"port\":8080,\"pubaddr\":[]}");
    }

    @Test
    void takesAwayOnlyItsOwnTags() throws IOException {
        Owned owned = Owned.NOTHING.with(new Change.AddTag("mine"));
        MistConfig live = new MistConfig(
                "",
                "",
                "",
                JSON.createObjectNode(),
                List.of(),
                JSON.createObjectNode(),
                List.of("mine", "theirs"),
                Location.UNKNOWN,
                0);
        assertThat(between("tags: [eu]", owned, live))
                .extracting(Change::line)
                .containsExactly("+ tag eu", "- tag mine");
    }

    @Test
    void sendsStreamsWithoutASourceToTheBalancer() throws IOException {
        MistConfig live = live("{}", "[]");
        assertThat(lines("balancer: http://10.0.0.1:18008", live))
                .singleElement()
                .asString()
                .startsWith(
                        "+ stream live: {\"source\":\"balance:http://10.0.0.1:18008?fallback=push://\",\"DVR\":120000");
        Wish wish = SetupFile.parse("balancer: http://10.0.0.1:18008\nstreams: {live: {DVR: 1}, vod: {source: /vod}}");
        assertThat(Balancing.balanced(wish)).containsExactly("live");
    }

    @Test
    void letsTheNodesOwnFileCountMore() {
        Wish seed = SetupFile.parse(
                "streams: {live: {source: push://}, pull: {source: rtsp://a}}\nbandwidth_limit: 9\ntags: [a]");
        Wish both =
                SetupFile.parse("streams: {live: {source: /vod}}\ntags: [b]").over(seed);
        assertThat(both.streams()).containsOnlyKeys("live", "pull");
        assertThat(both.streams())
                .hasEntrySatisfying(
                        "live", live -> assertThat(live.path("source").asText()).isEqualTo("/vod"));
        assertThat(both.tags()).containsExactly("a", "b");
        assertThat(both.bandwidthLimit()).isEqualTo(9);
    }

    @Test
    void showsNoSecret() throws IOException {
        String wish = "streams: {cam: {source: \"rtsp://user:pw1@cam/1?token=pw2&x=1\"}}";
        assertThat(lines(wish, live("{}", "[]")))
                .containsExactly("+ stream cam: {\"source\":\"rtsp://***@cam/1?token=***&x=1\"}");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> SetupFile.parse("stream: {}"))
                .hasMessageStartingWith("stream is not known: only [balancer,");
        assertThatThrownBy(() -> SetupFile.parse("location: {latitude: 91, longitude: 0}"))
                .hasMessage("location.latitude must be a number from -90 to 90: 91");
        assertThatThrownBy(() -> SetupFile.parse("protocols: [{port: 1}]"))
                .hasMessage("protocols: an entry names no connector: {\"port\":1}");
        assertThatThrownBy(() -> SetupFile.parse("balancer: foghorn"))
                .hasMessage("balancer must be an address like http://10.0.0.1:18008: foghorn");
        assertThatThrownBy(() -> SetupFile.parse("{{")).hasMessageStartingWith("it is no YAML");
        assertThatThrownBy(() -> SetupFile.parse("bandwidth_limit: a lot"))
                .hasMessageStartingWith("bandwidth_limit must be a whole number");
    }

    private static List<String> lines(String wish, MistConfig live) {
        return between(wish, Owned.NOTHING, live).stream().map(Change::line).toList();
    }

    private static List<Change> between(String wish, Owned owned, MistConfig live) {
        return Difference.between(SetupFile.parse(wish), owned, live);
    }

    private static MistConfig live(String streams, String protocols) throws IOException {
        return new MistConfig(
                "3.10",
                "i",
                "k",
                JSON.createObjectNode(),
                JSON.readTree(protocols).valueStream().toList(),
                JSON.readTree(streams),
                List.of(),
                Location.UNKNOWN,
                125_000_000);
    }
}
