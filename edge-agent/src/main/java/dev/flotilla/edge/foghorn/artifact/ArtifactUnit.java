package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.control.Artifacts;
import dev.flotilla.edge.foghorn.control.Commands;
import dev.flotilla.edge.foghorn.directory.ArtifactOrders;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.edge.foghorn.relay.ArtifactStreams;
import dev.flotilla.edge.foghorn.viewer.Holders;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/** Gives the listener the paths of clips and recordings, and has orders of the control center carried out. */
@Singleton
class ArtifactUnit {
    private static final int LOOKS = 8;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final InstantSource clock = Clock.systemUTC();
    private final Region region;
    private final Catalogue catalogue;
    private final NodeOrders nodes;
    private final Streams streams;

    ArtifactUnit(Region region, Artifacts artifacts, Commands commands, StreamDirectory directory) {
        this.region = region;
        this.catalogue = new Catalogue(artifacts);
        this.nodes = new NodeOrders(region, catalogue, commands, clock);
        this.streams = new Streams(directory);
    }

    void start(@Observes StartupEvent event, Units units, ArtifactOrders orders) {
        if (units.has(Unit.FOGHORN)) {
            orders.onOrder(new OrderDesk(orders, nodes, catalogue, OrderDesk.Patience.of(LOOKS, PAUSE))::ordered);
        }
    }

    @Produces
    @Singleton
    Route clips(Permission permission) {
        return new ClipsRoute(permission, region, catalogue, nodes, streams, clock);
    }

    @Produces
    @Singleton
    Route recordings(Permission permission) {
        return new DvrRoute(permission, catalogue, nodes, streams, clock);
    }

    @Produces
    @Singleton
    ArtifactStreams artifactStreams() {
        return hash -> catalogue.find(hash).map(known -> known.artifact().getStream());
    }

    @Produces
    @Singleton
    Holders holders() {
        return catalogue::holders;
    }
}
