package dev.flotilla.edge.uplink;

import dev.flotilla.edge.event.Spool;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The uplink within the agent: puts its parts together, and ties them to the agent's life. */
@Singleton
class UplinkUnit {
    @Produces
    @Singleton
    IdentityFolder identityFolder(
            @ConfigProperty(name = "flotilla.data") Path data,
            @ConfigProperty(name = "flotilla.uplink.via") Optional<String> via) {
        try {
            return new IdentityFolder(data, via.map(UplinkAddress::parse));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("flotilla.uplink.via: " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    Regions regions(@ConfigProperty(name = "flotilla.data") Path data) {
        return new Regions(data.resolve("region"));
    }

    @Produces
    @Singleton
    Spool spool(@ConfigProperty(name = "flotilla.data") Path data, SpoolConfig config) {
        try {
            return Spool.open(data.resolve("spool.db"), config.limits());
        } catch (SQLException e) {
            throw new ConfigurationException("flotilla.data: " + e.getMessage());
        }
    }

    void close(@Disposes Spool spool) {
        spool.close();
    }

    @Produces
    @Singleton
    Uplink uplink(
            IdentityFolder folder,
            NodeReporting node,
            FlowReporting flows,
            DesiredStates states,
            Spool spool,
            @All List<FurtherEvents> further,
            Regions regions,
            ReleaseOrders releases,
            UnattendedEnrolment unattended) {
        var parts = new Uplink.Parts(
                folder, node, flows, states, spool, further, regions, releases, unattended, Pauses.DEFAULT);
        return new Uplink(parts, Clock.systemUTC(), new SecureRandom());
    }

    void start(@Observes StartupEvent event, Uplink uplink) {
        uplink.start();
    }

    void stop(@Observes ShutdownEvent event, Uplink uplink) {
        uplink.close();
    }
}
