package dev.flotilla.edge.foghorn.change;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.control.Artifacts;
import dev.flotilla.edge.foghorn.control.Commands;
import dev.flotilla.edge.foghorn.directory.StreamChanges;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has changes of streams carried out where the node runs a Foghorn. */
@Singleton
class ChangeUnit {
    void start(
            @Observes StartupEvent event,
            Units units,
            StreamChanges changes,
            StreamDirectory directory,
            Region region,
            Artifacts artifacts,
            Commands commands) {
        if (units.has(Unit.FOGHORN)) {
            changes.onChange(new ChangedStreams(directory, region, artifacts, commands)::changed);
        }
    }
}
