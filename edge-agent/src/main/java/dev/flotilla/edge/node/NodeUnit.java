package dev.flotilla.edge.node;

import dev.flotilla.edge.engine.link.EngineFault;
import dev.flotilla.edge.engine.link.EngineLink;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import dev.flotilla.edge.uplink.NodeReporting;
import dev.flotilla.edge.uplink.UnattendedEnrolment;
import dev.flotilla.edge.uplink.enrolment.Enrolment;
import dev.flotilla.edge.uplink.enrolment.EnrolmentRequest;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.Inventory;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the agent knows of its machine, put together and tied to the agent's life. */
@Singleton
class NodeUnit implements NodeReporting {
    private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(5);

    private final Path data;
    private final Units units;
    private final EngineLink engine;
    private final Vitals vitals;
    private final List<InventoryPart> parts;

    NodeUnit(
            @ConfigProperty(name = "flotilla.data") Path data,
            Units units,
            EngineLink engine,
            @All List<InventoryPart> parts) {
        this.data = data;
        this.units = units;
        this.engine = engine;
        this.parts = parts;
        this.vitals = new Vitals(Proc.OF_THIS_MACHINE, data, engine::pid, units.has(Unit.MROUTE), Clock.systemUTC());
    }

    void start(@Observes StartupEvent event) {
        vitals.start();
    }

    void stop(@Observes ShutdownEvent event) {
        vitals.close();
    }

    @Override
    public Inventory inventory() {
        Inventory.Builder inventory =
                Inventories.ofThisMachine(data, units.words(), units.has(Unit.MROUTE) ? libraries() : Map.of())
                        .toBuilder();
        parts.forEach(part -> part.addTo(inventory));
        return inventory.build();
    }

    @Override
    public Health health() {
        return vitals.health();
    }

    @Produces
    @Singleton
    UnattendedEnrolment unattendedEnrolment(
            IdentityFolder folder,
            @ConfigProperty(name = "flotilla.machine-id-file") Path machineIdFile,
            @ConfigProperty(name = "flotilla.center") Optional<String> center,
            @ConfigProperty(name = "flotilla.bootstrap-token") Optional<String> token) {
        Optional<EnrolmentRequest> request = center.flatMap(address -> token.map(secret -> new EnrolmentRequest(
                new Enrolment(folder, Clock.systemUTC()),
                address,
                secret,
                Hostname.ofThisMachine(),
                AgentVersion.text(),
                units.words(),
                machineIdFile)));
        return () -> request.map(present -> present.enrol(false));
    }

    /** Of the engine, because only that process loads them. One that is just starting is waited for. */
    private Map<String, String> libraries() {
        long untilNs = System.nanoTime() + ENGINE_PATIENCE.toNanos();
        while (true) {
            try {
                return engine.greeting().getLibrariesMap();
            } catch (EngineFault e) {
                if (System.nanoTime() - untilNs > 0) {
                    return Map.of();
                }
                LockSupport.parkNanos(ENGINE_PATIENCE.toNanos() / 20);
            }
        }
    }
}
