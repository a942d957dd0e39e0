package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.Helmsman;
import dev.flotilla.edge.helmsman.NodeArtifacts;
import dev.flotilla.edge.helmsman.control.CommandHandler;
import dev.flotilla.edge.helmsman.control.Foghorns;
import dev.flotilla.edge.helmsman.control.MediaEvents;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.recording.ledger.Ledger;
import dev.flotilla.edge.helmsman.recording.ledger.LedgerFailure;
import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import dev.flotilla.edge.helmsman.recording.upload.CenterStorage;
import dev.flotilla.edge.helmsman.recording.upload.ObjectWriter;
import dev.flotilla.edge.helmsman.recording.upload.Uploads;
import dev.flotilla.edge.helmsman.trigger.LocalAnswers;
import dev.flotilla.edge.helmsman.trigger.Trigger;
import dev.flotilla.edge.helmsman.trigger.TriggerListener;
import dev.flotilla.edge.node.DiskUse;
import dev.flotilla.edge.node.StatusPart;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.PresentIdentity;
import dev.flotilla.edge.uplink.identity.StorageTls;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Recordings within the agent: puts their parts together, and ties them to the agent's life. */
@Singleton
class RecordingUnit implements NodeArtifacts, TriggerListener, LocalAnswers {
    private final Optional<Ledger> ledger;
    private final Optional<Recordings> recordings;
    private final Optional<Uploading> uploading;
    private final boolean isStorageRequired;

    /** What brings recordings elsewhere, and what that works with. */
    private record Uploading(CenterStorage storage, ObjectWriter writer, Uploads uploads) {
        void close() {
            uploads.close();
            writer.close();
            storage.close();
        }
    }

    RecordingUnit(
            @ConfigProperty(name = "flotilla.data") Path data,
            Units units,
            RecordingConfig config,
            Helmsman helmsman,
            Instance<MediaEvents> events,
            Instance<Foghorns> foghorns,
            IdentityFolder identity) {
        boolean isOn =
                units.has(Unit.HELMSMAN) && config.enabled() && helmsman.mist().isPresent();
        try {
            ledger = isOn ? Optional.of(Ledger.open(data.resolve("recordings.db"))) : Optional.empty();
            RecordingFolder folder = config.folder(data);
            if (isOn) {
                Files.createDirectories(folder.root());
            }
            var present = new PresentIdentity(identity);
            recordings = ledger.map(kept -> new Recordings(
                    new Recordings.Parts(
                            helmsman.mist().orElseThrow(),
                            () -> helmsman.flavour().parameterMark(),
                            folder,
                            kept,
                            () -> present.get()
                                    .map(known -> known.node().value())
                                    .orElse(""),
                            event -> events.get().accept(event),
                            () -> foghorns.get().changed(),
                            Clock.systemUTC()),
                    config.bounds(),
                    config.thresholds(),
                    () -> DiskUse.of(folder.root())));
            uploading = ledger.map(kept -> uploading(kept, folder, present, config));
            isStorageRequired = config.upload().required();
        } catch (IllegalArgumentException | LedgerFailure | IOException wrong) {
            throw new ConfigurationException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static Uploading uploading(
            Ledger ledger, RecordingFolder folder, PresentIdentity identity, RecordingConfig config) {
        var storage = new CenterStorage(identity);
        var writer = new ObjectWriter(StorageTls.of(identity));
        return new Uploading(storage, writer, new Uploads(ledger, folder, storage, writer, config.uploads()));
    }

    /** After MistServer is looked at. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 650) StartupEvent event) throws IOException {
        if (recordings.isPresent()) {
            recordings.get().start();
        }
        uploading.ifPresent(present -> present.uploads().start());
    }

    void stop(@Observes @Priority(Interceptor.Priority.APPLICATION + 50) ShutdownEvent event) {
        recordings.ifPresent(Recordings::close);
        uploading.ifPresent(Uploading::close);
        ledger.ifPresent(Ledger::close);
    }

    @Produces
    @Singleton
    CommandHandler recordingCommands() {
        return new RecordingCommands(recordings);
    }

    @Produces
    @Singleton
    StatusPart recordingStatus() {
        return new RecordingStatus(recordings, uploading.map(Uploading::uploads), isStorageRequired);
    }

    @Override
    public List<Artifact> artifacts() {
        return recordings.map(Recordings::artifacts).orElse(List.of());
    }

    @Override
    public void told(Trigger.Notice notice) {
        recordings.ifPresent(here -> here.told(notice));
    }

    @Override
    public void accepted(MistStream stream, TriggerAnswer answer) {
        recordings.ifPresent(here -> here.accepted(stream, answer));
    }

    @Override
    public Optional<String> source(MistStream stream) {
        return recordings.flatMap(here -> here.answers().source(stream));
    }

    @Override
    public boolean isOwn(MistStream stream, String target) {
        return recordings.map(here -> here.answers().isOwn(stream, target)).orElse(false);
    }
}
