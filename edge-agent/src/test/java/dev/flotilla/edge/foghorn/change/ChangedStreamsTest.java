package dev.flotilla.edge.foghorn.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.FakeArtifacts;
import dev.flotilla.edge.foghorn.FakeDirectory;
import dev.flotilla.edge.foghorn.TestRegion;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.CommandResult;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import dev.flotilla.proto.stream.v1.PushTarget;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChangedStreamsTest {
    private static final String NAME = "0123456789abcdef0123456789abcdef";

    private final FakeDirectory directory = new FakeDirectory();
    private final TestRegion nodes = new TestRegion();
    private final FakeArtifacts artifacts = new FakeArtifacts();
    private final List<Told> told = new ArrayList<>();
    /** What the nodes have not answered yet. */
    private final List<CompletableFuture<CommandResult>> open = new ArrayList<>();

    private boolean isAnswered = true;
    private final ChangedStreams changed = new ChangedStreams(directory, nodes.region, artifacts, (node, command) -> {
        told.add(new Told(node, command));
        CompletableFuture<CommandResult> result = new CompletableFuture<>();
        open.add(result);
        if (isAnswered) {
            result.complete(CommandResult.getDefaultInstance());
        }
        return result;
    });

    private record Told(NodeId node, Command command) {}

    ChangedStreamsTest() {
        nodes.node(1, live("live+" + NAME)).node(2, live("live+other"));
    }

    private void stream(StreamRecord.Builder stream) {
        directory.streams.put("key", stream.setName(NAME).build());
    }

    private static StreamRecord.Builder pushed(String... urls) {
        StreamRecord.Builder stream = StreamRecord.newBuilder();
        for (String url : urls) {
            stream.addPushTargets(PushTarget.newBuilder().setId("pt_" + url).setUrl(url));
        }
        return stream;
    }

    private void change() {
        changed.changed(StreamChange.newBuilder().setName(NAME).build());
    }

    private List<String> pushes() {
        return told.stream()
                .filter(each -> each.command().hasPushTargets())
                .map(each -> each.command().getPushTargets().getTargetsList().stream()
                        .map(dev.flotilla.proto.foghorn.v1.PushTarget::getUrl)
                        .toList()
                        .toString())
                .toList();
    }

    @Test
    void asksAnewWhoMayWatch() {
        stream(StreamRecord.newBuilder());
        change();
        assertThat(told).allMatch(each -> each.node().equals(TestRegion.id(1)));
        assertThat(told.getFirst().command().getInvalidateSessions().getStream())
                .isEqualTo("live+" + NAME);
    }

    @Test
    void tellsTheNodeWithThePublisherAllTargets() {
        stream(pushed("rtmp://one", "srt://two"));
        nodes.node(3, TestRegion.replica(NAME, 1));
        change();
        assertThat(pushes()).containsExactly("[rtmp://one, srt://two]");
        Told push = told.stream()
                .filter(each -> each.command().hasPushTargets())
                .findFirst()
                .orElseThrow();
        assertThat(push.node()).as("not the copy").isEqualTo(TestRegion.id(1));
        assertThat(push.command().getPushTargets().getStream()).isEqualTo(NAME);
        stream(StreamRecord.newBuilder());
        change();
        assertThat(pushes()).as("the last one was taken away").endsWith("[]");
    }

    @Test
    void bringsChangesInTheirOrderAndTheLastOneAsItIs() {
        isAnswered = false;
        stream(pushed("rtmp://one"));
        change();
        stream(pushed("rtmp://two"));
        change();
        stream(pushed("rtmp://three"));
        change();
        assertThat(pushes()).as("the node is still busy").containsExactly("[rtmp://one]");
        isAnswered = true;
        List.copyOf(open).forEach(result -> result.complete(CommandResult.getDefaultInstance()));
        assertThat(pushes()).containsExactly("[rtmp://one]", "[rtmp://three]");
        stream(pushed("rtmp://four"));
        change();
        assertThat(pushes()).endsWith("[rtmp://four]");
    }

    @Test
    void endsWhatWasSuspendedAndWhatWasRecordedOfIt() {
        stream(StreamRecord.newBuilder().setIsSuspended(true));
        artifacts.hold(2, FakeArtifacts.clip(1).setStream(NAME));
        nodes.report(2, live("vod+" + FakeArtifacts.hash(1)));
        change();
        assertThat(told)
                .extracting(each -> each.command().getStopSessions().getStream())
                .containsExactlyInAnyOrder("live+" + NAME, "vod+" + FakeArtifacts.hash(1));
        assertThat(pushes()).isEmpty();
    }

    @Test
    void endsWhatWasDeleted() {
        change();
        assertThat(told.getFirst().command().getStopSessions().getStream()).isEqualTo("live+" + NAME);
    }

    @Test
    void leavesAloneWhatIsNotKnown() {
        directory.isAway = true;
        change();
        assertThat(told).isEmpty();
    }

    private static NodeStream live(String name) {
        return NodeStream.newBuilder().setName(name).setInputs(1).build();
    }
}
