package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.edge.foghorn.policy.PlaybackPolicies;
import dev.flotilla.edge.foghorn.routing.RoutingEvents;
import dev.flotilla.edge.foghorn.stored.StoredMedia;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives the listener the paths of viewers and publishers. */
@Singleton
class ViewerUnit {
    private final Viewing viewing;
    private final Origin origin;

    ViewerUnit(
            StreamDirectory directory,
            PlaybackPolicies policies,
            Region region,
            Holders holders,
            RoutingEvents events,
            ViewerConfig config,
            @ConfigProperty(name = "flotilla.foghorn.public-url") Optional<String> publicUrl) {
        viewing = new Viewing(directory, policies, region, holders, events, config.allowance(System::nanoTime));
        origin = new Origin(publicUrl);
    }

    @Produces
    @Singleton
    Route play(Region region, StoredMedia media) {
        return new PlayRoute(viewing, region, media, origin);
    }

    @Produces
    @Singleton
    Route viewer(Region region, Places places, Permission permission) {
        return new ViewerRoute(viewing, region, places, origin, permission);
    }

    @Produces
    @Singleton
    Route ingest(StreamDirectory directory, Region region, RoutingEvents events, IngestConfig config) {
        return new IngestRoute(directory, region, events, config.allowance(System::nanoTime));
    }
}
