package dev.flotilla.edge.mroute.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.mroute.TestDocuments;
import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.edge.mroute.flow.LocalFlow;
import dev.flotilla.edge.mroute.flow.ManagedFlow;
import dev.flotilla.id.EventId;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.uplink.v1.DesiredState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowStoreIT {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123Z");
    private static final String SECRET = "correct horse battery staple";
    private static final LocalFlow FLOW =
            LocalFlow.create(TestDocuments.flow("""
                            {'name':'f','source':{'name':'s','protocol':'srt-listener','ingest_port':5000,
                            'whitelist_cidr':'10.0.0.0/8','decryption':{'passphrase':'%s'}},
                            'maintenance_window':{'day_of_week':'Monday','start_hour':3}}
                            """.formatted(SECRET)), NOW).started(NOW);

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasSaved() {
        ManagedFlow managed = ManagedFlow.create(
                FLOW.spec().toBuilder().setId("flow_00000000000000aa").build(), NOW);
        DesiredState desired = DesiredState.newBuilder()
                .setGeneration(7)
                .addFlows(managed.spec())
                .build();
        try (FlowStore store = FlowStore.open(folder)) {
            store.save(List.of(FLOW), List.of(), List.of());
            store.save("somebody", desired, List.of(managed), List.of());
        }
        try (FlowStore store = FlowStore.open(folder)) {
            assertThat(store.desired()).contains(desired);
            assertThat(store.desiredOwner()).isEqualTo("somebody");
            List<Flow> flows = store.flows();
            assertThat(flows).hasSize(2).contains(managed);
            assertThat(flows.stream().filter(LocalFlow.class::isInstance).findFirst())
                    .hasValueSatisfying(local -> {
                        assertThat(local.document()).isEqualTo(FLOW.document());
                        assertThat(local.spec()).isEqualTo(FLOW.spec());
                        assertThat(local.times()).isEqualTo(FLOW.times());
                    });
        }
    }

    @Test
    void letsNobodyElseReadAndStoresNoSecretInClear() throws IOException {
        try (FlowStore store = FlowStore.open(folder)) {
            store.save(List.of(FLOW), List.of(), List.of());
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------");
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(SECRET);
                }
            }
        }
    }

    @Test
    void refusesToStartWithAForeignKey() throws IOException {
        FlowStore.open(folder).close();
        Files.delete(folder.resolve("secret.key"));
        assertThatThrownBy(() -> FlowStore.open(folder))
                .isInstanceOf(StoreFailure.class)
                .hasMessage("the stored secret of key check does not open with the present key");
    }

    @Test
    void refusesAFileOfANewerAgent() throws SQLException {
        FlowStore.open(folder).close();
        try (var sql = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("mroute.db"));
                var statement = sql.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> FlowStore.open(folder)).hasMessageContaining("written by a newer agent");
    }

    @Test
    void leavesOutAFlowThatCannotBeReadAndKeepsTheRest() throws SQLException {
        try (FlowStore store = FlowStore.open(folder)) {
            store.save(List.of(FLOW), List.of(), List.of());
        }
        try (var sql = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("mroute.db"));
                var statement = sql.createStatement()) {
            statement.executeUpdate("INSERT INTO flows SELECT 'flow_00000000000000bb', origin, name, wanted, data,"
                    + " created_at_ms, updated_at_ms, NULL, NULL FROM flows");
        }
        try (FlowStore store = FlowStore.open(folder)) {
            assertThat(store.flows()).extracting(Flow::id).containsExactly(FLOW.id());
        }
    }

    @Test
    void savesAllOrNothing() throws SQLException {
        try (FlowStore store = FlowStore.open(folder)) {
            try (var sql = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("mroute.db"));
                    var statement = sql.createStatement()) {
                statement.executeUpdate(
                        "CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END");
            }
            assertThatThrownBy(() -> store.save(List.of(FLOW), List.of(), List.of(event(1, FLOW.id()))))
                    .hasMessageContaining("full");
            assertThat(store.flows()).isEmpty();
        }
    }

    @Test
    void keepsTheNewestThousandOfAFlowOnceTheyAreHandedOn() {
        FlowId busy = FLOW.id();
        FlowId gone = new FlowId("flow_00000000000000bb");
        List<Event> many =
                IntStream.range(0, 1_200).mapToObj(n -> event(n, busy)).toList();
        Event one = event(1, gone);
        try (FlowStore store = FlowStore.open(folder)) {
            store.save(List.of(FLOW), List.of(), many);
            store.add(List.of(one));
            assertThat(store.unspooled(5_000)).hasSize(1_201);
            store.markSpooled(store.unspooled(5_000));
            assertThat(store.unspooled(5_000)).isEmpty();
            assertThat(store.events(busy, 10_000)).hasSize(1_000).first().isEqualTo(many.getLast());
            assertThat(store.events(gone, 10_000)).isEmpty();
        }
    }

    private static Event event(int second, FlowId flow) {
        Instant time = NOW.plusSeconds(second);
        return Event.newBuilder()
                .setId(EventId.at(time).value())
                .setFlowId(flow.value())
                .setType("source_active")
                .setOccurredAtMs(time.toEpochMilli())
                .build();
    }
}
