package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.edge.foghorn.relay.StreamIds;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.PresentIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The directory within the agent; works where the node runs a Foghorn. */
@Singleton
class DirectoryUnit {
    private final boolean isOn;
    private final CachedDirectory directory;
    private final DirectoryKeeper keeper;
    private final CenterLine line;
    private final CenterArtifacts artifacts;

    DirectoryUnit(
            Units units,
            DirectoryConfig config,
            @ConfigProperty(name = "flotilla.data") Path data,
            IdentityFolder folder) {
        line = new CenterLine(System::nanoTime);
        artifacts = new CenterArtifacts(line::channel);
        isOn = units.has(Unit.FOGHORN);
        directory = new CachedDirectory(line, config.bounds(), System::nanoTime);
        keeper = new DirectoryKeeper(directory, line, artifacts, new LastKnownFile(data), new PresentIdentity(folder));
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        if (isOn) {
            DirectoryMeters.register(registry, line, directory);
            keeper.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (isOn) {
            keeper.close();
        }
    }

    @Produces
    @Singleton
    StreamIds streamIds() {
        return directory::idOf;
    }

    @Produces
    @Singleton
    StreamDirectory streamDirectory() {
        return directory;
    }

    @Produces
    @Singleton
    StreamChanges streamChanges() {
        return directory;
    }

    @Produces
    @Singleton
    StoredObjects storedObjects() {
        return artifacts;
    }

    @Produces
    @Singleton
    ArtifactOrders artifactOrders() {
        return artifacts;
    }
}
