package dev.flotilla.edge.helmsman;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.edge.helmsman.control.CommandHandler;
import dev.flotilla.edge.helmsman.control.Foghorns;
import dev.flotilla.edge.helmsman.control.MediaEvents;
import dev.flotilla.edge.helmsman.control.SeedHandler;
import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.poll.MachineWatch;
import dev.flotilla.edge.helmsman.poll.MistWatch;
import dev.flotilla.edge.helmsman.session.SessionLedger;
import dev.flotilla.edge.helmsman.setup.OwnStreams;
import dev.flotilla.edge.helmsman.setup.Setup;
import dev.flotilla.edge.helmsman.trigger.LocalAnswers;
import dev.flotilla.edge.helmsman.trigger.StreamIds;
import dev.flotilla.edge.helmsman.trigger.TriggerDesk;
import dev.flotilla.edge.helmsman.trigger.TriggerDoor;
import dev.flotilla.edge.helmsman.trigger.TriggerListener;
import dev.flotilla.edge.node.StatusPart;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import dev.flotilla.edge.uplink.FlowReporting;
import dev.flotilla.edge.uplink.NodeReporting;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The unit within the agent: puts its parts together, and ties them to the agent's life. */
@Singleton
class HelmsmanUnit {
    private final Path folder;
    private final HelmsmanConfig config;
    private final Clock clock = Clock.systemUTC();
    private final StreamIds streams = new StreamIds();
    private final Surroundings around;
    private final boolean isOn;
    private final Helmsman helmsman;
    private final Optional<Beside> beside;
    private final Optional<TriggerDoor> door;
    private final Optional<MachineWatch> alone;

    /** What other parts of the agent give. Looked up when it is needed, because some of them need this unit. */
    @Singleton
    record Surroundings(
            NodeReporting node,
            FlowReporting flows,
            NodeNames names,
            Instance<MediaEvents> events,
            Instance<Foghorns> foghorns,
            Instance<TriggerListener> listeners,
            Instance<LocalAnswers> answers,
            Instance<OwnStreams> streams,
            Instance<NodeArtifacts> artifacts) {}

    HelmsmanUnit(
            @ConfigProperty(name = "flotilla.data") Path data,
            @ConfigProperty(name = "quarkus.http.port") int port,
            Units units,
            HelmsmanConfig config,
            Surroundings around) {
        this.folder = data.resolve("helmsman");
        this.config = config;
        this.around = around;
        isOn = units.has(Unit.HELMSMAN);
        try {
            beside = isOn && config.hasMist() ? Optional.of(beside(port)) : Optional.empty();
        } catch (IOException | IllegalArgumentException wrong) {
            throw new ConfigurationException(String.valueOf(wrong.getMessage()), wrong);
        }
        helmsman = new Helmsman(
                () -> around.names().introduction(config),
                streams,
                () -> around.artifacts().stream()
                        .flatMap(book -> book.artifacts().stream())
                        .toList(),
                () -> around.foghorns().get().changed(),
                beside);
        door = beside.map(mist -> new TriggerDoor(mist.desk(), config.triggers().secret()));
        alone = isOn && beside.isEmpty()
                ? Optional.of(new MachineWatch(
                        config.bandwidthLimit().orElse(0),
                        around.node()::health,
                        around.flows(),
                        report -> helmsman().reported(report),
                        config.intervals().node()))
                : Optional.empty();
    }

    private Beside beside(int port) throws IOException {
        MistApi api = new MistApi(config.mistAddress(), config.login());
        Setup setup = new Setup(folder, config.setup(), config.bandwidthLimit().orElse(0), this::ownStreams);
        Upkeep upkeep =
                new Upkeep(api, setup, config.handler(port), config.mist().passphrase());
        var nudge = new Nudge();
        var tracks = new StreamTracks();
        var ledger = new SessionLedger(
                folder.resolve("sessions.pb"), event -> around.events().get().accept(event), clock);
        var parts = new TriggerDesk.Parts(
                question -> around.foghorns().get().ask(question),
                ledger,
                streams,
                around.names()::nodeId,
                upkeep::flavour,
                List.of(tracks, nudge, new EveryListener(around.listeners())),
                new EveryAnswer(around.answers()));
        var times = new TriggerDesk.Times(config.answerDeadline(), config.grace(), clock, System::nanoTime);
        TriggerDesk desk = new TriggerDesk(parts, times);
        var watch = new MistWatch(
                api,
                new MistWatch.Parts(
                        upkeep,
                        event -> around.events().get().accept(event),
                        streams::of,
                        around.node()::health,
                        report -> helmsman().reported(tracks.in(report)),
                        ledger::seen),
                config.intervals(),
                clock);
        nudge.wakes(watch);
        return new Beside(api, setup, upkeep, desk, watch);
    }

    private Map<String, ObjectNode> ownStreams() {
        Map<String, ObjectNode> all = new TreeMap<>();
        around.streams().forEach(part -> all.putAll(part.streams()));
        return all;
    }

    void serve(@Observes Router router) {
        door.ifPresent(present -> present.mount(router));
        beside.ifPresent(present -> new MistDiffApi(present).mount(router));
    }

    /** After the spool and whoever decides. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 600) StartupEvent event) {
        beside.ifPresent(mist -> mist.watch().start());
        alone.ifPresent(MachineWatch::start);
    }

    void stop(@Observes @Priority(Interceptor.Priority.APPLICATION + 100) ShutdownEvent event) {
        alone.ifPresent(MachineWatch::close);
        beside.ifPresent(mist -> mist.watch().close());
        door.ifPresent(TriggerDoor::close);
        beside.ifPresent(mist -> mist.api().close());
    }

    @Produces
    @Singleton
    Helmsman helmsman() {
        return helmsman;
    }

    @Produces
    @Singleton
    CommandHandler sessionCommands() {
        return new SessionCommands(beside);
    }

    @Produces
    @Singleton
    SeedHandler setupSeeds() {
        return new SetupSeeds(beside);
    }

    @Produces
    @Singleton
    StatusPart status() {
        return new MistStatus(isOn, beside);
    }

    @Produces
    @Singleton
    HelmsmanReadiness.Signs signs() {
        return new HelmsmanReadiness.Signs(isOn, beside);
    }

    /** How it stands with MistServer, for {@code GET /node/v1/status}. */
    private record MistStatus(boolean isOn, Optional<Beside> beside) implements StatusPart {
        @Override
        public String key() {
            return "mist";
        }

        @Override
        public JsonObject value() {
            return beside.map(Beside::status)
                    .orElseGet(() -> new JsonObject().put("switched_on", isOn).put("configured", false));
        }
    }
}
