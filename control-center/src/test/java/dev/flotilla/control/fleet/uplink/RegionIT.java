package dev.flotilla.control.fleet.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.event.Events;
import dev.flotilla.control.event.RelayedEvents;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.id.EventId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.ViewerDisconnect;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the nodes of a cluster learn of its Foghorns, and what those bring for the nodes. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class RegionIT {
    @Inject
    TestFleet fleet;

    @Inject
    Nodes nodes;

    @Inject
    Tenancy tenancy;

    @Inject
    RelayedEvents relayed;

    @Inject
    Events events;

    private TenantId tenant;
    private TestNode node;
    private TestNode foghorn;

    @BeforeEach
    void twoNodes() throws Exception {
        tenant = fleet.tenant();
        node = TestNode.enrol(fleet.token(tenant, 1).secret());
        foghorn = TestNode.enrol(fleet.token(tenant, 1).secret());
    }

    @AfterEach
    void close() {
        node.close();
        foghorn.close();
    }

    @Test
    void tellsANodeThatThereIsNoFoghorn() throws Exception {
        assertThat(node.join(0).nextRegion(_ -> true).getFoghornsList()).isEmpty();
    }

    @Test
    void tellsEveryNodeOfTheClusterWhenAFoghornComesAndMovesAndGoes() throws Exception {
        var stream = node.join(0);
        foghorn.joinAsFoghorn("foghorn.example.org:18019");
        var told = stream.nextRegion(region -> region.getFoghornsCount() == 1).getFoghorns(0);
        assertThat(told.getNodeId()).isEqualTo(foghorn.id().value());
        assertThat(told.getControl()).isEqualTo("foghorn.example.org:18019");
        assertThat(told.getHttp()).isEqualTo("http://foghorn.example.org:18008");

        var moved = foghorn.joinAsFoghorn("other.example.org:18019");
        stream.nextRegion(region -> region.getFoghornsList().stream()
                .anyMatch(address -> address.getControl().startsWith("other")));
        assertThat(moved.nextRegion(region -> region.getFoghornsCount() == 1)).isNotNull();

        nodes.revoke(tenant, foghorn.id().value());
        var gone = stream.nextRegion(region -> region.getFoghornsCount() == 0);
        assertThat(gone.getRevokedSerialsCount()).isEqualTo(1);
    }

    @Test
    void forgetsAFoghornThatWasNotHeardOfForMinutes() throws Exception {
        var stream = node.join(0);
        foghorn.joinAsFoghorn("foghorn.example.org:18019");
        stream.nextRegion(region -> region.getFoghornsCount() == 1);
        foghorn.close();
        awaitRow("fleet.node_report where online_until <= now() and node_id = '" + foghorn.id() + "'");
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "update fleet.node_report set seen_at = now() - interval '6 minutes' where node_id = ?",
                        foghorn.id().value())));
        assertThat(stream.nextRegion(region -> region.getFoghornsCount() == 0)).isNotNull();
    }

    @Test
    void takesWhatAFoghornBringsForAnotherNodeOnce() throws Exception {
        node.join(0);
        foghorn.joinAsFoghorn("foghorn.example.org:18019");
        Event event = Event.newBuilder()
                .setId(EventId.at(Instant.now()).value())
                .setOccurredAtMs(Instant.now().toEpochMilli())
                .setType("viewer_disconnect")
                .setMessage("A viewer left.")
                .setMedia(MediaFact.newBuilder()
                        .setStream("3f9c")
                        .setViewerDisconnect(ViewerDisconnect.newBuilder().setBytesUp(7)))
                .build();
        var who = new NodeIdentity(tenant, foghorn.id(), "1");
        for (int time = 0; time < 2; time++) {
            assertThat(relayed.accept(
                            who,
                            node.id(),
                            EventBatch.newBuilder().addEvents(event).build()))
                    .containsExactly(event.getId());
        }
        var kept = events.page(
                tenant, 10, Optional.empty(), new Events.Whose(node.id().value(), null, null));
        assertThat(kept.items()).singleElement().satisfies(recorded -> {
            assertThat(recorded.node()).isEqualTo(node.id());
            assertThat(events.media(tenant, List.of(recorded.id().value()))
                            .values()
                            .toString())
                    .contains("\"bytes_up\": \"7\"");
        });
    }

    @Test
    void takesNothingForANodeOfAnotherTenantOrFromOneThatIsNoFoghorn() throws Exception {
        node.join(0);
        foghorn.joinAsFoghorn("foghorn.example.org:18019");
        EventBatch none = EventBatch.getDefaultInstance();
        try (var foreign = TestNode.enrol(fleet.token(fleet.tenant(), 1).secret())) {
            assertThatThrownBy(() -> relayed.accept(new NodeIdentity(tenant, foghorn.id(), "1"), foreign.id(), none))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
        }
        assertThatThrownBy(() -> relayed.accept(new NodeIdentity(tenant, node.id(), "1"), foghorn.id(), none))
                .hasMessageContaining("node_id must be a node of the Foghorn's tenant");
    }

    private void awaitRow(String where) throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (tenancy.call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.one("select count(*) from " + where, row -> row.getInt(1))
                                .orElseThrow()))
                == 0) {
            assertThat(System.nanoTime()).as("still no %s", where).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
