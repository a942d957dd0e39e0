package dev.flotilla.edge.foghorn.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.FakeArtifacts;
import dev.flotilla.edge.foghorn.TestRegion;
import dev.flotilla.edge.foghorn.directory.ArtifactOrders;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.stream.v1.ArtifactOrder;
import dev.flotilla.proto.stream.v1.RecordingSettings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OrderDeskTest {
    private static final int LOOKS = 3;

    private final TestRegion region = new TestRegion();
    private final FakeArtifacts artifacts = new FakeArtifacts();
    private final FakeNodes nodes = new FakeNodes();
    private final Center center = new Center();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final Catalogue catalogue = new Catalogue(artifacts);
    private final OrderDesk desk = new OrderDesk(
            center,
            new NodeOrders(region.region, catalogue, nodes, () -> Instant.ofEpochMilli(2_000_000)),
            catalogue,
            new OrderDesk.Patience(LOOKS, later::add));

    /** What this Foghorn tells the control center; "" is that it took the order. */
    private static final class Center implements ArtifactOrders {
        final List<String> said = new ArrayList<>();
        boolean isTakenElsewhere;

        @Override
        public void onOrder(Consumer<ArtifactOrder> listener) {}

        @Override
        public CompletionStage<Boolean> take(String hash, String refused) {
            said.add(refused);
            return CompletableFuture.completedFuture(!isTakenElsewhere);
        }
    }

    private static ArtifactOrder.Builder order() {
        return ArtifactOrder.newBuilder()
                .setHash(FakeArtifacts.hash(1))
                .setStream("a")
                .setStreamId("str_a");
    }

    private static ArtifactOrder clip() {
        return order().setClip(ArtifactOrder.Clip.newBuilder()
                        .setTitle("Goal")
                        .setFormat("mkv")
                        .setStartMs(1_000_000)
                        .setStopMs(1_010_000))
                .build();
    }

    private static ArtifactOrder recording() {
        return order().setStartRecording(ArtifactOrder.StartRecording.newBuilder()
                        .setSettings(
                                RecordingSettings.newBuilder().setWindowS(60).setSegmentS(4)))
                .build();
    }

    private void aSecondPasses() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void hasAClipMade() {
        region.node(1, TestRegion.live("a", 1));
        desk.ordered(clip());
        assertThat(center.said).containsExactly("");
        var made = nodes.told.getFirst().command().getCreateClip();
        assertThat(made.getHash()).isEqualTo(FakeArtifacts.hash(1));
        assertThat(made.getTitle()).isEqualTo("Goal");
        assertThat(made.getFormat()).isEqualTo("mkv");
        assertThat(made.getStartMs()).isEqualTo(1_000_000);
        assertThat(made.getStopMs()).isEqualTo(1_010_000);
        assertThat(made.getStreamId()).isEqualTo("str_a");
    }

    @Test
    void tellsWhatTheNodeRefuses() {
        region.node(1, TestRegion.live("a", 1));
        nodes.refusal = "the disk is full";
        desk.ordered(clip());
        assertThat(center.said).containsExactly("", "node " + TestRegion.id(1) + ": the disk is full");
    }

    @Test
    void leavesWhatAnotherOneHasTaken() {
        region.node(1, TestRegion.live("a", 1));
        center.isTakenElsewhere = true;
        desk.ordered(clip());
        assertThat(nodes.told).isEmpty();
    }

    @Test
    void looksForSomeSecondsBeforeItRefuses() {
        desk.ordered(recording());
        desk.ordered(recording());
        for (int look = 0; look < LOOKS; look++) {
            assertThat(center.said).isEmpty();
            assertThat(later).as("each order once").hasSize(1);
            aSecondPasses();
        }
        assertThat(center.said).containsExactly("no node has stream 'a' at present");
        assertThat(later).isEmpty();

        desk.ordered(recording());
        region.node(1, TestRegion.live("a", 1));
        aSecondPasses();
        assertThat(nodes.told).singleElement().satisfies(told -> {
            assertThat(told.command().getStartDvr().getSettings().getWindowS()).isEqualTo(60);
            assertThat(told.command().getStartDvr().getSettings().getSegmentS()).isEqualTo(4);
        });
    }

    @Test
    void recordsAStreamOnce() {
        region.node(1, TestRegion.live("a", 1));
        artifacts.hold(1, FakeArtifacts.recording(7, 1, 2).setStatus(Status.STATUS_RECORDING));
        desk.ordered(recording());
        for (int look = 0; look < LOOKS; look++) {
            aSecondPasses();
        }
        assertThat(center.said).containsExactly("the stream is being recorded already: " + FakeArtifacts.hash(7));
        assertThat(nodes.told).isEmpty();
    }

    @Test
    void endsAndDeletesWhereverItIs() {
        region.node(1).node(2);
        artifacts.hold(1, FakeArtifacts.clip(1)).hold(2, FakeArtifacts.clip(1));
        desk.ordered(order().setStopRecording(ArtifactOrder.StopRecording.getDefaultInstance())
                .build());
        desk.ordered(
                order().setDelete(ArtifactOrder.Delete.getDefaultInstance()).build());
        assertThat(nodes.told).extracting(FakeNodes.Told::node).contains(TestRegion.id(1), TestRegion.id(2));
        assertThat(nodes.told.getFirst().command().getStopDvr().getHash()).isEqualTo(FakeArtifacts.hash(1));
        assertThat(nodes.told.getLast().command().getDeleteArtifact().getHash()).isEqualTo(FakeArtifacts.hash(1));
        assertThat(center.said).containsExactly("", "");
    }

    @Test
    void waitsForANodeThatIsAway() {
        region.node(1);
        artifacts.hold(1, FakeArtifacts.clip(1));
        region.region.lost(TestRegion.id(1).value(), false);
        desk.ordered(
                order().setDelete(ArtifactOrder.Delete.getDefaultInstance()).build());
        assertThat(center.said).as("taken, and not refused").containsExactly("");
        assertThat(nodes.told).isEmpty();
        region.node(1);
        desk.ordered(
                order().setDelete(ArtifactOrder.Delete.getDefaultInstance()).build());
        assertThat(nodes.told).hasSize(1);
    }
}
