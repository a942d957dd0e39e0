package dev.flotilla.edge.helmsman.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.event.SpoolFailure;
import dev.flotilla.proto.event.v1.Event;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TriggerDoorIT {
    private static final String GONE = "1\nlive\nHLS\n127.0.0.1\n2\n210506\n0\n\n5\n5\n5\n02c9";

    private final List<Event> kept = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(HttpServer::close);
    }

    private FiringMist mist(Optional<String> secret, String path) {
        HttpServer server = TriggerProcess.listen(TriggerProcess.desk(this::keep), secret, 0);
        servers.add(server);
        return new FiringMist(server.actualPort(), path);
    }

    private void keep(Event event) {
        if (refusals.getAndDecrement() > 0) {
            throw new SpoolFailure("no space left on device", new IOException());
        }
        kept.add(event);
    }

    @Test
    void answersARealMistServersTriggers() throws IOException {
        FiringMist mist = mist(Optional.empty(), TriggerPlan.PATH);
        List<FiringMist.Outcome> outcomes = new ArrayList<>();
        for (Captured captured : Captured.of("triggers-push.log")) {
            outcomes.add(mist.fire(
                    captured.header("X-Trigger"),
                    captured.header("X-Trigger-UUID"),
                    Long.parseLong(captured.header("X-Trigger-UnixMillis")),
                    captured.body(),
                    1));
        }
        assertThat(outcomes).hasSize(30).allMatch(FiringMist.Outcome::isAcknowledged);
        assertThat(kept)
                .extracting(Event::getType)
                .containsExactly("push_rewrite", "stream_track_list", "stream_buffer");
    }

    @Test
    void hasMistServerComeAgainWhileTheDiskDoesNotTakeIt() {
        FiringMist mist = mist(Optional.empty(), TriggerPlan.PATH);
        refusals.set(2);
        var outcome = mist.fire("USER_END", UUID.randomUUID().toString(), 1, GONE, 5);
        assertThat(outcome.isAcknowledged()).isTrue();
        assertThat(outcome.attempts()).isEqualTo(3);
        assertThat(kept).hasSize(1);

        refusals.set(100);
        outcome = mist.fire("USER_END", UUID.randomUUID().toString(), 1, GONE, 5);
        assertThat(outcome.status()).as("the last attempt is told").isEqualTo(503);
        assertThat(outcome.attempts()).isEqualTo(5);
    }

    @Test
    void takesTriggersWithTheSecretOnlyWhereThereIsOne() {
        FiringMist without = mist(Optional.of("s3cret"), TriggerPlan.PATH);
        assertThat(without.fire("USER_END", "1", 1, GONE, 1).status()).isEqualTo(403);
        FiringMist wrong = mist(Optional.of("s3cret"), TriggerPlan.PATH + "/guess");
        assertThat(wrong.fire("USER_END", "1", 1, GONE, 1).status()).isEqualTo(403);
        FiringMist right = mist(Optional.of("s3cret"), TriggerPlan.PATH + "/s3cret");
        assertThat(right.fire("USER_END", "1", 1, GONE, 1).text()).isEqualTo("true");
        assertThat(kept).hasSize(1);
    }
}
