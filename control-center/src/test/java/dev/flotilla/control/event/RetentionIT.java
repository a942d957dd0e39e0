package dev.flotilla.control.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.id.EventId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.TrackList;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class RetentionIT {
    @Inject
    Events events;

    @Inject
    People people;

    @Inject
    Jobs jobs;

    private Instant next = Instant.now();

    @BeforeEach
    void forgetWhatOtherTestsLeft() {
        new Retention(jobs, new Limits(Duration.ZERO, 1_000_000, 1_000_000)).forgetOld();
    }

    /** Pace does not matter to retention. */
    private record Limits(
            Duration retention, Duration telemetryRetention, long most, long mostOfTenant, int nodeRate, int nodeBurst)
            implements EventConfig {
        Limits(Duration retention, long most, long mostOfTenant) {
            this(retention, retention, most, mostOfTenant, 1, 1);
        }
    }

    @Test
    void whatMakesNoSenseStandsInNobodysWayAndIsKeptBesideTheOthers() {
        TenantId tenant = people.tenant();
        NodeId node = NodeId.random();
        List<Event> batch = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            batch.add(event("wrong").toBuilder().setType("No Type").build());
        }
        batch.add(event("right"));
        batch.add(event("zero").toBuilder().setId("a\0b").build());
        events.record(tenant, node, batch);
        events.record(tenant, node, batch);
        assertThat(messages(tenant)).containsExactly("right");
        assertThat(refused(node)).hasSize(100).allMatch(reason -> reason.startsWith("events."));
        new Retention(jobs, new Limits(Duration.ZERO, 1_000_000, 1_000_000)).forgetOld();
        assertThat(refused(node)).isEmpty();
    }

    private List<String> refused(NodeId node) {
        return jobs.call(
                Jobs.Purpose.RETENTION,
                sql -> sql.list(
                        "select reason from event.refused where node_id = ?", row -> row.getString(1), node.value()));
    }

    @Test
    void viewersDriveNoErrorOut() {
        TenantId tenant = people.tenant();
        record(tenant, "an old error");
        for (int i = 0; i < 5; i++) {
            record(tenant, "telemetry " + i, "load_balancing");
        }
        new Retention(jobs, new Limits(Duration.ofDays(1), 1_000_000, 3)).forgetTooMany();
        assertThat(messages(tenant)).containsExactly("telemetry 4", "telemetry 3", "an old error");
    }

    @Test
    void telemetryLivesForAShorterTime() {
        TenantId tenant = people.tenant();
        record(tenant, "a fact");
        record(tenant, "telemetry", "stream_lifecycle_update");
        var limits = new Limits(Duration.ofDays(1), Duration.ZERO, 1_000_000, 1_000_000, 1, 1);
        new Retention(jobs, limits).forgetOld();
        assertThat(messages(tenant)).containsExactly("a fact");
    }

    @Test
    void aNoisyTenantTakesNoRoomFromAQuietOne() {
        TenantId quiet = people.tenant();
        TenantId noisy = people.tenant();
        record(quiet, "first");
        for (int i = 0; i < 8; i++) {
            record(noisy, "noise " + i);
        }
        new Retention(jobs, new Limits(Duration.ofDays(1), 6, 1_000)).forgetTooMany();
        assertThat(messages(quiet)).containsExactly("first");
        assertThat(messages(noisy)).containsExactly("noise 7", "noise 6", "noise 5", "noise 4", "noise 3");
    }

    @Test
    void aTenantKeepsNoMoreThanItMay() {
        TenantId tenant = people.tenant();
        for (int i = 0; i < 5; i++) {
            record(tenant, "event " + i);
        }
        new Retention(jobs, new Limits(Duration.ofDays(1), 1_000_000, 3)).forgetTooMany();
        assertThat(messages(tenant)).containsExactly("event 4", "event 3", "event 2");
    }

    @Test
    void aLargeFactCountsForSeveral() {
        TenantId tenant = people.tenant();
        record(tenant, "old");
        var random = new StringBuilder();
        new Random(1).ints(40_000, 'a', 'z').forEach(each -> random.append((char) each));
        Event large = event("large").toBuilder()
                .setMedia(MediaFact.newBuilder()
                        .setTrackList(TrackList.newBuilder().setTracks(random.toString())))
                .build();
        events.record(tenant, NodeId.random(), List.of(large));
        record(tenant, "new");
        new Retention(jobs, new Limits(Duration.ofDays(1), 1_000_000, 3)).forgetTooMany();
        assertThat(messages(tenant)).containsExactly("new");
    }

    @Test
    void oldEventsGoHoweverManySteps() {
        TenantId tenant = people.tenant();
        for (int batch = 0; batch < 5; batch++) {
            List<Event> many =
                    IntStream.range(0, 500).mapToObj(i -> event("old")).toList();
            events.record(tenant, NodeId.random(), many);
        }
        new Retention(jobs, new Limits(Duration.ZERO, 1_000_000, 1_000_000)).forgetOld();
        assertThat(messages(tenant)).isEmpty();
    }

    private void record(TenantId tenant, String message) {
        record(tenant, message, "test");
    }

    private void record(TenantId tenant, String message, String type) {
        Event event = event(message).toBuilder().setType(type).build();
        events.record(tenant, NodeId.random(), List.of(event));
    }

    /** A second after the one before. */
    private Event event(String message) {
        next = next.plusSeconds(1);
        return Event.newBuilder()
                .setId(EventId.at(next).value())
                .setOccurredAtMs(next.toEpochMilli())
                .setType("test")
                .setMessage(message)
                .build();
    }

    private List<String> messages(TenantId tenant) {
        return events.page(tenant, 100, Optional.empty(), new Events.Whose(null, null, null)).items().stream()
                .map(RecordedEvent::message)
                .toList();
    }
}
