package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.edge.foghorn.policy.PlaybackPolicies;
import dev.flotilla.edge.foghorn.routing.RoutingEvents;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the listener the paths of viewers and publishers. */
@Singleton
class ViewerUnit {
    private final Viewing viewing;

    ViewerUnit(StreamDirectory directory, PlaybackPolicies policies, Region region, RoutingEvents events) {
        viewing = new Viewing(directory, policies, region, events);
    }

    @Produces
    @Singleton
    Route play(Region region) {
        return new PlayRoute(viewing, region);
    }

    @Produces
    @Singleton
    Route viewer(Region region, Places places) {
        return new ViewerRoute(viewing, region, places);
    }

    @Produces
    @Singleton
    Route ingest(StreamDirectory directory, Region region, RoutingEvents events, IngestConfig config) {
        return new IngestRoute(directory, region, events, config.allowance(System::nanoTime));
    }
}
