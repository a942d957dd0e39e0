package dev.flotilla.edge.foghorn.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.FakeArtifacts;
import dev.flotilla.edge.foghorn.TestRegion;
import dev.flotilla.edge.foghorn.artifact.Placement.Span;
import dev.flotilla.edge.foghorn.balance.Capabilities;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.foghorn.v1.Mode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final long NOW = 1_000_000;

    private final TestRegion nodes = new TestRegion();
    private final FakeArtifacts artifacts = new FakeArtifacts();

    private String recording() {
        return told(Placement.recording(nodes.region.snapshot(), "a"));
    }

    private String clip(long startMs, long stopMs) {
        return told(Placement.clip(nodes.region.snapshot(), artifacts.all(), "a", new Span(startMs, stopMs), NOW));
    }

    private static String told(Site site) {
        return switch (site) {
            case Site.At(Node node) -> node.identity().name();
            case Site.Nowhere(String why) -> why;
        };
    }

    private void mode(int node, Mode.Kind kind) {
        nodes.region.mode(
                TestRegion.id(node).value(),
                Mode.newBuilder().setKind(kind).setSetAtMs(1).build());
    }

    @Test
    void aStreamIsRecordedAtItsSource() {
        assertThat(recording()).isEqualTo("no node has stream 'a' at present");
        nodes.node(1, TestRegion.replica("a", 9))
                .node(2, TestRegion.live("a", 9))
                .node(3);
        assertThat(recording()).isEqualTo("edge-2");
    }

    @Test
    void aCopyIsRecordedWhereTheSourceGetsNothingNew() {
        nodes.node(1, TestRegion.replica("a", 9)).node(2, TestRegion.live("a", 9));
        mode(2, Mode.Kind.KIND_DRAINING);
        assertThat(recording()).isEqualTo("edge-1");
        mode(1, Mode.Kind.KIND_MAINTENANCE);
        assertThat(recording()).isEqualTo("the nodes that have stream 'a' are lost, draining or in maintenance");
    }

    @Test
    void aNodeWithStorageGoesFirstAmongEquals() {
        nodes.node(1, TestRegion.live("a", 9)).node(2, TestRegion.live("a", 9));
        assertThat(recording()).isEqualTo("edge-1");
        nodes.region.register(
                new Node.Identity(
                        TestRegion.id(2).value(),
                        TestRegion.TENANT,
                        "edge-2",
                        "127.0.0.2:4242",
                        "https://edge-2.example.org",
                        Capabilities.of(List.of("edge", "storage")),
                        false),
                Set.of(),
                Mode.getDefaultInstance());
        nodes.report(2, TestRegion.live("a", 9));
        assertThat(recording()).isEqualTo("edge-2");
    }

    @Test
    void nodesWithoutHelmsmanRecordNothing() {
        nodes.node(1, "", TestRegion.live("a", 9));
        assertThat(recording()).contains("lost, draining or in maintenance");
    }

    @Test
    void aClipIsMadeWhereARecordingCoversIt() {
        nodes.node(1).node(2, TestRegion.live("a", 9)).node(3);
        assertThat(clip(1_000, 2_000)).as("its source may remember").isEqualTo("edge-2");
        artifacts.hold(1, FakeArtifacts.recording(1, 500, 3_000));
        assertThat(clip(1_000, 2_000)).isEqualTo("edge-1");
        assertThat(clip(2_500, 3_500)).as("only part of it").isEqualTo("edge-2");
        artifacts.hold(3, FakeArtifacts.recording(2, 600, 0).setStatus(Status.STATUS_RECORDING));
        assertThat(clip(2_500, 3_500)).as("it goes on").isEqualTo("edge-3");
        artifacts.hold(2, FakeArtifacts.recording(3, 100, 9_000));
        assertThat(clip(1_000, 2_000)).as("the source has it, too").isEqualTo("edge-2");
        assertThat(clip(NOW - 1_000, NOW + 1_000)).as("some is yet to come").isEqualTo("edge-2");
    }

    @Test
    void aClipOfAStreamThatIsOverIsMadeOfWhatThereIs() {
        nodes.node(1).node(2).node(3);
        assertThat(clip(1_000, 2_000)).isEqualTo("no node has anything of stream 'a' from then");
        artifacts.hold(1, FakeArtifacts.recording(1, 1_900, 3_000));
        artifacts.hold(2, FakeArtifacts.recording(2, 500, 1_800));
        assertThat(clip(1_000, 2_000)).isEqualTo("edge-2");
        artifacts.hold(2, FakeArtifacts.recording(2, 500, 1_800).clearPath());
        assertThat(clip(1_000, 2_000)).as("its bytes are gone from there").isEqualTo("edge-1");
        mode(1, Mode.Kind.KIND_DRAINING);
        assertThat(clip(1_000, 2_000)).isEqualTo("no node has anything of stream 'a' from then");
        assertThat(clip(NOW, NOW + 1_000)).isEqualTo("no node has stream 'a' at present");
    }
}
