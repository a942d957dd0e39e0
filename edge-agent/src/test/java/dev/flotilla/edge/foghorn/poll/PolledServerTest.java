package dev.flotilla.edge.foghorn.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Presence;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.RegionSettings;
import dev.flotilla.edge.foghorn.balance.StreamLoad;
import dev.flotilla.edge.foghorn.balance.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is made of the answers of a MistServer, one poll after the other. */
class PolledServerTest {
    private static final String DOCUMENT = """
        {"cpu":200,"mem_total":1000,"mem_used":500,"shm_total":100,"shm_used":90,"curr":[%d,1,0,0,0],"bw":[%d,%d],"bwlimit":%d,
         "streams":{"live":{"curr":[10,1,0,0],"bw":[%d,0],"rep":true},"idle":{"curr":[0,0,0,0],"bw":[1,1]}},
         "outputs":{"HLS":"http://HOST/$","JPG":["a"]},"conf_streams":["live"],"loc":{"lat":1,"lon":2,"name":"X"}}\
        """;

    private long nowNs = TimeUnit.HOURS.toNanos(1);
    private String answer = "";
    private final Region region = new Region(RegionSettings.DEFAULT, Weights.DEFAULT, () -> nowNs);
    private final PolledServer server = new PolledServer(
            ServerName.parse("edge:80/10"),
            region,
            name -> {
                if (answer.isEmpty()) {
                    throw new IOException("refused");
                }
                if (answer.equals("a bug")) {
                    throw new IllegalStateException(answer);
                }
                return answer.getBytes(StandardCharsets.UTF_8);
            },
            Duration.ofDays(1),
            () -> nowNs);

    private Node poll(String text) throws InterruptedException {
        nowNs += TimeUnit.SECONDS.toNanos(5);
        answer = text;
        server.step(Set.of());
        return node();
    }

    private Node node() {
        return region.snapshot().node("edge:80/10").orElseThrow();
    }

    private static StreamLoad live(Node node) {
        return Objects.requireNonNull(node.load().streams().get("live"));
    }

    private static String document(long up, long streamBytes) {
        return DOCUMENT.formatted(10, up, 0, 0, streamBytes);
    }

    @Test
    void isAskedOnAfterABug() throws InterruptedException {
        assertThat(poll(document(1, 1)).presence()).isEqualTo(Presence.ONLINE);
        assertThat(poll("a bug").presence()).isNotEqualTo(Presence.ONLINE);
        assertThat(poll(document(2, 2)).presence()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void reckonsSpeedsByWhatCameSinceTheLastPoll() throws InterruptedException {
        Node first = poll(document(1_000_000, 1_000_000));
        assertThat(first.load().report().getUpBytesPerS()).isZero();
        assertThat(live(first).bytesPerSPerUser()).as("first sight").isEqualTo(100_000);
        Node second = poll(document(2_000_000, 6_500_000));
        assertThat(second.load().report().getUpBytesPerS()).isEqualTo(200_000);
        assertThat(live(second).bytesPerSPerUser()).isEqualTo(100_000);
        Node restarted = poll(document(5, 5));
        assertThat(restarted.load().report().getUpBytesPerS()).isZero();
    }

    @Test
    void takesWhatTheDocumentSays() throws InterruptedException {
        Node node = poll(document(0, 0));
        assertThat(node.load().streams()).containsOnlyKeys("live");
        assertThat(live(node).isReplica()).isTrue();
        assertThat(node.load().configured()).containsExactly("live");
        assertThat(node.load().limit()).as("by the server's text").isEqualTo(10L << 20);
        assertThat(node.load().ramPercent()).as("shared memory is fuller").isEqualTo(90);
        assertThat(node.load().report().getOutputsMap()).containsOnlyKeys("HLS");
        assertThat(poll(DOCUMENT.formatted(0, 0, 0, 777, 0)).load().limit()).isEqualTo(777);
    }

    @Test
    void aCounterBelowZeroIsNone() throws InterruptedException {
        String document = document(0, 0).replace("\"curr\":[10,1,0,0,0]", "\"curr\":[18446744073709551615,1,0,0,0]");
        assertThat(poll(document).load().report().getViewers()).isZero();
    }

    @Test
    void failuresTakeANodeOutAndMakeItLessAttractive() throws InterruptedException {
        poll(document(0, 0));
        Node lost = poll("");
        assertThat(lost.presence()).isEqualTo(Presence.LOST);
        assertThat(server.monitoring()).isEqualTo(Monitoring.ERROR);
        assertThat(lost.load().streams()).as("what it said last is still shown").containsKey("live");
        assertThat(region.snapshot().addedBandwidth(lost)).isEqualTo(1_258_291);
        assertThat(poll("no json").presence()).isEqualTo(Presence.LOST);
        assertThat(poll("{\"cpu\":1}").presence()).isEqualTo(Presence.LOST);
        long doubt = region.snapshot().addedBandwidth(node());
        Node back = poll(document(0, 0));
        assertThat(back.presence()).isEqualTo(Presence.ONLINE);
        assertThat(server.monitoring()).isEqualTo(Monitoring.ONLINE);
        assertThat(region.snapshot().addedBandwidth(back)).isEqualTo((long) (doubt * 0.75));
    }

    @Test
    void aServerThatIsTakenOffTheListLeavesNothing() throws InterruptedException {
        poll(document(0, 0));
        server.stop();
        answer = document(0, 0);
        server.step(Set.of());
        assertThat(region.snapshot().nodes()).isEmpty();
        assertThat(server.monitoring()).isEqualTo(Monitoring.OFFLINE);
    }
}
