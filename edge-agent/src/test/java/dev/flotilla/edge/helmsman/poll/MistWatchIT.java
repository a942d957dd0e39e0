package dev.flotilla.edge.helmsman.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.edge.helmsman.mist.FakeMist;
import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistClient;
import dev.flotilla.edge.helmsman.mist.MistConfig;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.node.v1.Health;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MistWatchIT {
    private final List<Event> events = new ArrayList<>();
    private final List<NodeReport> reports = new ArrayList<>();
    private final List<List<MistClient>> looks = new ArrayList<>();
    private final List<MistFlavour> kept = new ArrayList<>();
    private FakeMist mist;
    private MistApi api;
    private MistWatch watch;
    private long nowNs;

    @BeforeEach
    void start() throws IOException {
        mist = new FakeMist();
        api = mist.api();
        watch = new MistWatch(
                api,
                new MistWatch.Parts(
                        (MistConfig config, MistFlavour flavour) -> {
                            kept.add(flavour);
                            return config.passphrase();
                        },
                        events::add,
                        _ -> "str_1",
                        () -> Health.newBuilder()
                                .setMeasuredAtMs(5)
                                .setDiskBytes(100)
                                .build(),
                        reports::add,
                        looks::add),
                new MistWatch.Intervals(
                        Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30)),
                Clock.systemUTC());
        nowNs = System.nanoTime();
    }

    @AfterEach
    void stop() {
        watch.close();
        api.close();
        mist.close();
    }

    @Test
    void reportsLoadAndStreamsOfARealOne() {
        turnAfter(Duration.ofSeconds(1));
        NodeReport report = reports.getLast();
        assertThat(report.getIsHealthy()).isTrue();
        assertThat(report.getCpuPermille()).isEqualTo(1000);
        assertThat(report.getBandwidthLimit()).isEqualTo(125_000_000);
        assertThat(report.getLatitude()).isEqualTo(52.37);
        assertThat(report.getTagsList()).containsExactly("edge", "eu");
        assertThat(report.getStreams(0).getName()).isEqualTo("live");
        assertThat(report.getStreams(0).getInputs()).isOne();
        assertThat(report.getDiskBytes()).isEqualTo(100);
        assertThat(watch.state().version()).isEqualTo("3.10");
        assertThat(kept).containsExactly(MistFlavour.UPSTREAM);
    }

    @Test
    void makesRatesOutOfTotalsAndNoticesAnotherStart() {
        mist.counts(1_000, 5_000);
        turnAfter(Duration.ofSeconds(1));
        mist.counts(21_000, 15_000);
        turnAfter(Duration.ofSeconds(10));
        assertThat(reports.getLast().getUpBytesPerS()).isEqualTo(2_000);
        assertThat(reports.getLast().getDownBytesPerS()).isEqualTo(1_000);

        int keptBefore = kept.size();
        mist.counts(100, 100);
        turnAfter(Duration.ofSeconds(10));
        assertThat(reports.getLast().getUpBytesPerS()).isZero();
        assertThat(watch.state().restarts()).isOne();
        turnAfter(Duration.ofSeconds(1));
        assertThat(kept).hasSize(keptBefore + 1);
    }

    @Test
    void saysOfStreamsWhatChangesAndThatTheyWent() {
        turnAfter(Duration.ofSeconds(1));
        turnAfter(Duration.ofSeconds(5));
        assertThat(updates()).containsExactly("Online");
        turnAfter(Duration.ofSeconds(30));
        assertThat(updates()).as("each half minute").containsExactly("Online", "Online");
        int reportsBefore = reports.size();
        mist.has(new ObjectMapper().createObjectNode());
        turnAfter(Duration.ofSeconds(5));
        assertThat(updates()).containsExactly("Online", "Online", "Offline");
        assertThat(reports).as("at once, when a stream goes").hasSizeGreaterThan(reportsBefore);
        assertThat(events.getLast().getMedia().getStreamId()).isEqualTo("str_1");
    }

    @Test
    void batchesViewersAndLeavesPublishersOut() {
        turnAfter(Duration.ofSeconds(1));
        turnAfter(Duration.ofSeconds(61));
        Event batch = events.stream()
                .filter(event -> event.getType().equals("client_lifecycle_batch"))
                .findFirst()
                .orElseThrow();
        assertThat(batch.getMedia().getStream()).isEqualTo("live");
        assertThat(looks)
                .singleElement()
                .satisfies(clients -> assertThat(clients).hasSize(7));
        assertThat(batch.getMedia().getClients().getClientsList()).hasSize(6);
        assertThat(batch.getMedia().getClients().getClients(0).getViewer().getAddress())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void reportsANodeWhoseMistServerIsGoneAndItsReturn() throws IOException {
        turnAfter(Duration.ofSeconds(1));
        int port = mist.port();
        mist.close();
        turnAfter(Duration.ofSeconds(10));
        assertThat(reports.getLast().getIsHealthy()).isFalse();
        assertThat(reports.getLast().getProblem()).startsWith("No MistServer answers at ");
        assertThat(reports.getLast().getStreamsList()).isEmpty();
        assertThat(watch.state().isAnswering()).isFalse();

        mist = new FakeMist(port);
        mist.becomesTheFork();
        turnAfter(Duration.ofSeconds(2));
        assertThat(watch.state().isAnswering()).isTrue();
        assertThat(kept).last().isEqualTo(MistFlavour.FORK);
        assertThat(reports.getLast().getIsHealthy()).isTrue();
    }

    @Test
    void looksAtOnceWhenItIsNudgedAndOnceASecondInAFlood() {
        turnAfter(Duration.ofSeconds(1));
        int asked = mist.asked().size();
        for (int nudge = 0; nudge < 100; nudge++) {
            nowNs += Duration.ofMillis(10).toNanos();
            watch.turn(nowNs, true);
        }
        assertThat(mist.asked().size() - asked).isBetween(1, 2);
    }

    private List<String> updates() {
        return events.stream()
                .filter(event -> event.getType().equals("stream_lifecycle_update"))
                .map(event -> event.getMedia().getStreamUpdate().getStatus())
                .toList();
    }

    private void turnAfter(Duration time) {
        nowNs += time.toNanos();
        watch.turn(nowNs, false);
    }
}
