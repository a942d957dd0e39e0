package dev.flotilla.edge.helmsman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.helmsman.mist.FakeMist;
import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.poll.MistWatch;
import dev.flotilla.edge.helmsman.setup.Setup;
import dev.flotilla.edge.helmsman.trigger.StreamIds;
import dev.flotilla.edge.helmsman.trigger.TriggerDesk;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.ConfigSeed;
import dev.flotilla.proto.foghorn.v1.InvalidateSessions;
import dev.flotilla.proto.foghorn.v1.StopSessions;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.node.v1.Health;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionCommandsIT {
    @TempDir
    private Path folder;

    private FakeMist mist;
    private Beside beside;

    @BeforeEach
    void start() throws Exception {
        mist = new FakeMist();
        MistApi api = mist.api();
        Setup setup = new Setup(folder, Optional.empty(), 0);
        URI handler = URI.create("http://127.0.0.1:18007/mist/triggers");
        Upkeep upkeep = new Upkeep(api, setup, handler, Optional.empty());
        TriggerDesk desk = new TriggerDesk(
                new TriggerDesk.Parts(
                        _ -> CompletableFuture.completedStage(TriggerAnswer.getDefaultInstance()),
                        _ -> {},
                        new StreamIds(),
                        () -> "",
                        () -> MistFlavour.UPSTREAM,
                        List.of()),
                new TriggerDesk.Times(
                        Duration.ofSeconds(1), Duration.ofSeconds(1), Clock.systemUTC(), System::nanoTime));
        Duration hour = Duration.ofHours(1);
        MistWatch watch = new MistWatch(
                api,
                new MistWatch.Parts(upkeep, _ -> {}, _ -> "", Health::getDefaultInstance, _ -> {}, _ -> {}),
                new MistWatch.Intervals(hour, hour, hour, hour),
                Clock.systemUTC());
        beside = new Beside(api, setup, upkeep, desk, watch);
    }

    @AfterEach
    void stop() {
        beside.watch().close();
        beside.api().close();
        mist.close();
    }

    @Test
    void stopsTheNamedViewersOrTheWholeStreamAndNeverMore() {
        assertThat(carryOut(Command.newBuilder()
                        .setStopSessions(
                                StopSessions.newBuilder().addSessionIds("7014").setStream("live+x"))))
                .isEmpty();
        assertThat(mist.asked().getLast().path("stop_sessid").toString()).isEqualTo("[\"7014\"]");
        assertThat(mist.asked().getLast().has("stop_sessions")).isFalse();

        assertThat(carryOut(Command.newBuilder()
                        .setStopSessions(StopSessions.newBuilder().setStream("live+x"))))
                .isEmpty();
        assertThat(mist.asked().getLast().path("stop_sessions").asText()).isEqualTo("live+x");

        int asked = mist.asked().size();
        assertThat(carryOut(Command.newBuilder().setStopSessions(StopSessions.getDefaultInstance())))
                .hasValue("stop_sessions names neither sessions nor a stream");
        assertThat(mist.asked()).hasSize(asked);
    }

    @Test
    void hasViewersDecidedAnew() {
        assertThat(carryOut(Command.newBuilder()
                        .setInvalidateSessions(InvalidateSessions.newBuilder().setStream("live+x"))))
                .isEmpty();
        assertThat(mist.asked().getLast().path("invalidate_sessions").asText()).isEqualTo("live+x");
        mist.close();
        assertThat(carryOut(Command.newBuilder()
                        .setInvalidateSessions(InvalidateSessions.newBuilder().setStream("live+x"))))
                .hasValueSatisfying(why -> assertThat(why).startsWith("No MistServer answers"));
    }

    @Test
    void mendsTriggersAndSwitchesTheDocumentForLoadBalancersOn() throws Exception {
        mist.config().put("prometheus", "");
        beside.take(ConfigSeed.newBuilder()
                .setVersion("1")
                .setBalancer("http://10.0.0.1:18008")
                .build());
        String passphrase = beside.upkeep().keep(beside.api().config(), MistFlavour.UPSTREAM);
        assertThat(passphrase).matches("[0-9a-f]{32}");
        assertThat(mist.config().path("prometheus").asText()).isEqualTo(passphrase);
        assertThat(mist.config().at("/triggers/STREAM_SOURCE/0/streams").toString())
                .isEqualTo("[\"live\"]");

        int asked = mist.asked().size();
        beside.upkeep().keep(beside.api().config(), MistFlavour.UPSTREAM);
        assertThat(mist.asked().size() - asked)
                .as("nothing to change: only the configuration was read")
                .isOne();
        assertThat(beside.upkeep().problems()).isEmpty();
    }

    private Optional<String> carryOut(Command.Builder command) {
        return new SessionCommands(Optional.of(beside)).carryOut(command.build());
    }
}
