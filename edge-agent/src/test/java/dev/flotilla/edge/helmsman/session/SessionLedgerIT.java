package dev.flotilla.edge.helmsman.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.event.SpoolFailure;
import dev.flotilla.edge.helmsman.mist.MistClient;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.id.EventId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.Place;
import dev.flotilla.proto.event.v1.ViewerConnect;
import dev.flotilla.proto.event.v1.ViewerDisconnect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Viewers who go while there is no agent. */
class SessionLedgerIT {
    @TempDir
    private Path folder;

    private final List<Event> kept = new ArrayList<>();
    private boolean isDiskFull;
    private long nowMs = 1_800_000_000_000L;

    private SessionLedger start() {
        return new SessionLedger(file(), this::keep, () -> Instant.ofEpochMilli(nowMs));
    }

    private Path file() {
        return folder.resolve("helmsman").resolve("sessions.pb");
    }

    private void keep(Event event) {
        if (isDiskFull) {
            throw new SpoolFailure("full", new IOException());
        }
        kept.add(event);
    }

    @Test
    void accountsForWhoWentWhileItWasAway() {
        SessionLedger before = start();
        before.accept(came("a"));
        before.accept(came("b"));
        before.accept(came("c"));
        before.accept(gone("c"));
        before.seen(List.of(client("a", 1_000), client("a", 500), client("b", 7)));
        before.accept(came("d"));
        kept.clear();

        nowMs += 3_600_000;
        SessionLedger after = start();
        after.seen(List.of(client("b", 9)));
        assertThat(kept).as("whoever pauses may come again").isEmpty();
        after.seen(List.of(client("b", 10)));
        assertThat(kept)
                .extracting(event -> event.getMedia().getViewerDisconnect().getSessionId())
                .containsExactlyInAnyOrder("a", "d");
        Event end = kept.getFirst();
        ViewerDisconnect gone = end.getMedia().getViewerDisconnect();
        assertThat(gone.getIsReconciled()).isTrue();
        assertThat(gone.getBytesUp()).isEqualTo(1_500);
        assertThat(gone.getSeconds()).isEqualTo(5);
        assertThat(gone.getConnectorsList()).containsExactly("HLS");
        assertThat(gone.getViewer().getAddress()).isEqualTo("192.0.2.7");
        assertThat(end.getMedia().getStream()).isEqualTo("3f9c");
        assertThat(end.getOccurredAtMs()).as("the last look").isEqualTo(1_800_000_000_000L);
        after.seen(List.of());
        after.seen(List.of());
        assertThat(kept).as("of those who came to this agent it hears").hasSize(2);
    }

    @Test
    void countsNobodyTwice() {
        start().accept(came("a"));
        SessionLedger after = start();
        kept.clear();
        after.seen(List.of());
        after.seen(List.of());
        after.accept(gone("a"));
        assertThat(kept)
                .singleElement()
                .satisfies(event -> assertThat(
                                event.getMedia().getViewerDisconnect().getIsReconciled())
                        .isTrue());
        after.accept(came("a"));
        after.accept(gone("a"));
        assertThat(kept).as("who comes again, goes again").hasSize(3);
        SessionLedger third = start();
        third.seen(List.of());
        third.seen(List.of());
        assertThat(kept).hasSize(3);
    }

    @Test
    void forgetsNobodyWhoseEndTheDiskDidNotTake() {
        SessionLedger before = start();
        before.accept(came("a"));
        before.accept(came("b"));
        isDiskFull = true;
        assertThatThrownBy(() -> before.accept(gone("a"))).isInstanceOf(SpoolFailure.class);
        SessionLedger after = start();
        after.seen(List.of());
        after.seen(List.of());
        isDiskFull = false;
        kept.clear();
        after.seen(List.of());
        assertThat(kept).hasSize(2);
        assertThat(kept).extracting(Event::getId).doesNotHaveDuplicates();
    }

    @Test
    void readsWhatAKilledAgentCouldWrite() throws Exception {
        SessionLedger before = start();
        before.accept(came("a"));
        Files.write(file(), new byte[] {120, 1, 2}, StandardOpenOption.APPEND);
        start().accept(came("b"));
        SessionLedger after = start();
        kept.clear();
        after.seen(List.of());
        after.seen(List.of());
        assertThat(kept).hasSize(2);
    }

    private Event came(String session) {
        return event("viewer_connect")
                .setMedia(MediaFact.newBuilder()
                        .setStream("3f9c")
                        .setViewerConnect(ViewerConnect.newBuilder()
                                .setSessionId(session)
                                .setConnector("HLS")
                                .setViewer(Place.newBuilder().setAddress("192.0.2.7"))))
                .build();
    }

    private Event gone(String session) {
        return event("viewer_disconnect")
                .setMedia(MediaFact.newBuilder()
                        .setStream("3f9c")
                        .setViewerDisconnect(ViewerDisconnect.newBuilder().setSessionId(session)))
                .build();
    }

    private Event.Builder event(String type) {
        return Event.newBuilder()
                .setId(EventId.at(Instant.ofEpochMilli(nowMs)).value())
                .setOccurredAtMs(nowMs)
                .setType(type);
    }

    private static MistClient client(String session, long bytesUp) {
        return new MistClient(
                "192.0.2.7", new MistStream("live+3f9c"), "HLS", session, 5, 5, bytesUp, 0, 0, 0, 0, 0, 0);
    }
}
