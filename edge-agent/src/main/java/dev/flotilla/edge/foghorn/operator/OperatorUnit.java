package dev.flotilla.edge.foghorn.operator;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.control.Artifacts;
import dev.flotilla.edge.foghorn.control.Commands;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.Route;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives the listener the paths of operators. */
@Singleton
class OperatorUnit {
    @Produces
    @Singleton
    Route nodes(Region region, Permission permission, Commands commands, Artifacts artifacts) {
        return new NodesRoute(region, permission, commands, artifacts, Clock.systemUTC());
    }
}
