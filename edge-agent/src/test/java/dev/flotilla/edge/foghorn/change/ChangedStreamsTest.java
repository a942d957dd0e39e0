package dev.flotilla.edge.foghorn.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.FakeDirectory;
import dev.flotilla.edge.foghorn.TestRegion;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.CommandResult;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChangedStreamsTest {
    private static final String NAME = "0123456789abcdef0123456789abcdef";

    private final FakeDirectory directory = new FakeDirectory();
    private final TestRegion nodes = new TestRegion();
    private final Map<NodeId, Command> told = new HashMap<>();
    private final ChangedStreams changed = new ChangedStreams(directory, nodes.region, (node, command) -> {
        told.put(node, command);
        return CompletableFuture.completedFuture(CommandResult.getDefaultInstance());
    });

    ChangedStreamsTest() {
        nodes.node(1, live("live+" + NAME)).node(2, live("live+other"));
    }

    @Test
    void asksAnewWhoMayWatch() {
        directory.streams.put("key", StreamRecord.newBuilder().setName(NAME).build());
        change();
        assertThat(told).containsOnlyKeys(TestRegion.id(1));
        assertThat(toldToTheFirst().getInvalidateSessions().getStream()).isEqualTo("live+" + NAME);
    }

    @Test
    void endsWhatWasSuspended() {
        directory.streams.put(
                "key",
                StreamRecord.newBuilder().setName(NAME).setIsSuspended(true).build());
        change();
        assertThat(toldToTheFirst().getStopSessions().getStream()).isEqualTo("live+" + NAME);
    }

    @Test
    void endsWhatWasDeleted() {
        change();
        assertThat(toldToTheFirst().getStopSessions().getStream()).isEqualTo("live+" + NAME);
    }

    @Test
    void leavesAloneWhatIsNotKnown() {
        directory.isAway = true;
        change();
        assertThat(told).isEmpty();
    }

    private Command toldToTheFirst() {
        return Objects.requireNonNull(told.get(TestRegion.id(1)));
    }

    private void change() {
        changed.changed(StreamChange.newBuilder().setName(NAME).build());
    }

    private static NodeStream live(String name) {
        return NodeStream.newBuilder().setName(name).setInputs(1).build();
    }
}
