package dev.flotilla.edge.mroute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.mroute.flow.FlowEdits;
import dev.flotilla.id.EventId;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent does with an engine that comes, goes, refuses, or was running before the agent. */
class ResumeIT {
    private final FakeEngine engine = new FakeEngine();

    @TempDir
    Path folder;

    @Test
    void appliesWhatShouldRunToAnEmptyEngine() {
        String id;
        try (TestNode first = new TestNode(folder, engine)) {
            id = made(first, "a", 5000);
            made(first, "stays stopped", 5001);
            first.flows.start(id);
        }
        engine.restart();
        engine.takeTold();
        try (TestNode second = new TestNode(folder, engine)) {
            assertThat(engine.takeTold()).containsExactly("apply " + id);
            assertThat(second.flows.get(id).status()).isEqualTo(FlowStatus.ACTIVE);
        }
    }

    @Test
    void adoptsAnEngineWithoutTouchingWhatRunsAsItShould() {
        String kept;
        String unwanted;
        try (TestNode first = new TestNode(folder, engine)) {
            kept = made(first, "kept", 5000);
            unwanted = made(first, "unwanted", 5001);
            first.flows.start(kept);
            first.flows.start(unwanted);
            engine.isAway = true;
            first.flows.stop(unwanted);
            assertThat(first.flows.get(unwanted).status()).isEqualTo(FlowStatus.STANDBY);
        }
        engine.isAway = false;
        FlowId foreign = new FlowId("flow_00000000000000ff");
        engine.running.put(foreign, FlowSpec.newBuilder().setId(foreign.value()).build());
        engine.takeTold();
        try (TestNode second = new TestNode(folder, engine)) {
            assertThat(engine.takeTold()).containsExactlyInAnyOrder("remove " + unwanted, "remove " + foreign);
            assertThat(second.flows.get(kept).status()).isEqualTo(FlowStatus.ACTIVE);
        }
    }

    @Test
    void startsAFlowWhenTheEngineComesBack() {
        try (TestNode node = new TestNode(folder, engine)) {
            String id = made(node, "a", 5000);
            engine.isAway = true;
            node.look();
            assertThat(node.flows.start(id).status()).isEqualTo(FlowStatus.STARTING);
            assertThat(node.flows.get(id).report().getDetail()).isEqualTo("the engine does not answer");
            engine.isAway = false;
            node.look();
            assertThat(node.flows.get(id).status()).isEqualTo(FlowStatus.ACTIVE);
        }
    }

    @Test
    void bringsFlowsToANewEngineAfterACrashOfTheOld() {
        try (TestNode node = new TestNode(folder, engine)) {
            String id = made(node, "a", 5000);
            node.flows.start(id);
            engine.restart();
            node.arrivals.onStart(Greeting.newBuilder().setPid(engine.pid).build());
            node.look();
            assertThat(engine.running).containsKey(new FlowId(id));
            assertThat(node.spooledTypes()).containsExactly("engine_restarted");
        }
    }

    @Test
    void bringsFlowsToANewEngineEvenWhenNoEventCanBeKept() throws SQLException {
        try (TestNode node = new TestNode(folder, engine)) {
            String id = made(node, "a", 5000);
            node.flows.start(id);
            try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("mroute.db"));
                    var statement = database.createStatement()) {
                statement.execute(
                        "CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'disk is full'); END");
            }
            engine.restart();
            node.arrivals.onStart(Greeting.newBuilder().setPid(engine.pid).build());
            node.look();
            assertThat(engine.running).containsKey(new FlowId(id));
            assertThat(node.spooledTypes()).isEmpty();
        }
    }

    @Test
    void refusesAStartThatTheEngineRefusesAndSaysWhy() {
        try (TestNode node = new TestNode(folder, engine)) {
            String id = made(node, "a", 5000);
            engine.refuses.put(new FlowId(id), "port 5000 is taken");
            assertThatThrownBy(() -> node.flows.start(id)).hasMessage("port 5000 is taken");
            assertThat(node.flows.get(id).status()).isEqualTo(FlowStatus.ERROR);
            assertThat(node.spooledTypes()).containsExactly("flow_start_failed");
            engine.refuses.clear();
            assertThat(node.flows.start(id).status()).isEqualTo(FlowStatus.ACTIVE);
        }
    }

    @Test
    void triesAResumedFlowAgainUntilTheEngineTakesIt() {
        String id;
        try (TestNode first = new TestNode(folder, engine)) {
            id = made(first, "a", 5000);
            first.flows.start(id);
        }
        engine.restart();
        engine.refuses.put(new FlowId(id), "port 5000 is taken");
        try (TestNode second = new TestNode(folder, engine)) {
            assertThat(second.flows.get(id).status()).isEqualTo(FlowStatus.ERROR);
            engine.refuses.clear();
            for (int look = 0; look < 5; look++) {
                second.look();
            }
            assertThat(second.flows.get(id).status()).isEqualTo(FlowStatus.ACTIVE);
        }
    }

    @Test
    void appliesAnEditOfARunningFlowAndOnlyThat() {
        try (TestNode node = new TestNode(folder, engine)) {
            String id = made(node, "a", 5000);
            String other = made(node, "b", 5001);
            node.flows.start(id);
            node.flows.start(other);
            engine.takeTold();
            node.flows.edit(id, flow -> FlowEdits.removeOutput(flow, "out"));
            assertThat(engine.takeTold()).containsExactly("apply " + id);
            node.flows.delete(id);
            assertThat(engine.takeTold()).containsExactly("remove " + id);
        }
    }

    @Test
    void keepsAnEngineEventOnceAndHandsItOn() {
        Event event;
        try (TestNode node = new TestNode(folder, engine)) {
            event = Event.newBuilder()
                    .setId(EventId.at(Instant.EPOCH).value())
                    .setType("source_connected")
                    .setFlowId(made(node, "a", 5000))
                    .build();
            node.spoolIsFull = true;
            engine.happen(event);
            node.look();
            node.look();
            assertThat(engine.events).isEmpty();
            assertThat(node.spooled).isEmpty();
        }
        engine.happen(event);
        try (TestNode node = new TestNode(folder, engine)) {
            node.look();
            assertThat(node.spooled).containsExactly(event);
            assertThat(node.flows.events(10)).containsExactly(event);
        }
    }

    @Test
    void showsTheEnginesCountersOnlyWhileItAnswers() {
        try (TestNode node = new TestNode(folder, engine)) {
            String id = made(node, "a", 5000);
            node.flows.start(id);
            engine.reports.add(FlowReport.newBuilder()
                    .setFlowId(id)
                    .setHealth(FlowHealth.FLOW_HEALTH_RECEIVING)
                    .build());
            node.look();
            assertThat(node.flows.get(id).report().getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_RECEIVING);
            engine.isAway = true;
            node.look();
            assertThat(node.flows.get(id).report().getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_WAITING);
        }
    }

    private static String made(TestNode node, String name, int port) {
        return node.flows.create(TestDocuments.flow(name, port)).flow().id().value();
    }
}
