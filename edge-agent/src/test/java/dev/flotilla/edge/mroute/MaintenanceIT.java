package dev.flotilla.edge.mroute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's flow in its maintenance window; it begins on a Friday at ten. */
class MaintenanceIT {
    private static final String FLOW = """
            {'name':'f','source':{'name':'in','protocol':'udp','ingest_port':5000},
            'maintenance_window':{'day_of_week':'Sunday','start_hour':4}}
            """;

    @TempDir
    Path folder;

    @Test
    void restartsARunningFlowOncePerWindowEvenIfTheFirstMinutesWereMissed() {
        try (var node = TestNode.on(folder)) {
            var id = node.flows.create(TestDocuments.flow(FLOW)).flow().id();
            node.flows.start(id.value());
            node.engine.takeTold();
            node.pass(Duration.ofHours(41));
            node.look();
            assertThat(node.engine.takeTold()).isEmpty();
            // Sunday, 04:40.
            node.pass(Duration.ofMinutes(100));
            node.look();
            node.look();
            node.pass(Duration.ofMinutes(10));
            node.look();
            assertThat(node.engine.takeTold()).containsExactly("remove " + id, "apply " + id);
            assertThat(node.spooledTypes()).containsExactly("maintenance_restart");
            assertThat(node.spooled.getFirst().getMessage()).isEqualTo("Maintenance window restart (Sunday 04:00 UTC)");
            node.pass(Duration.ofDays(7));
            node.look();
            assertThat(node.engine.takeTold()).containsExactly("remove " + id, "apply " + id);
        }
    }

    @Test
    void leavesAFlowThatIsStopped() {
        try (var node = TestNode.on(folder)) {
            var id = node.flows.create(TestDocuments.flow(FLOW)).flow().id();
            node.flows.start(id.value());
            node.flows.stop(id.value());
            node.engine.takeTold();
            node.pass(Duration.ofMinutes(42 * 60 + 30));
            node.look();
            assertThat(node.engine.takeTold()).isEmpty();
        }
    }
}
