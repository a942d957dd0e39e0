package dev.flotilla.edge.release;

import dev.flotilla.edge.engine.link.EngineLink;
import dev.flotilla.edge.node.AgentVersion;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import dev.flotilla.edge.uplink.ReleaseOrders;
import dev.flotilla.edge.uplink.Uplink;
import dev.flotilla.edge.uplink.UplinkState;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.PresentIdentity;
import dev.flotilla.edge.uplink.identity.StorageTls;
import dev.flotilla.proto.node.v1.ReleaseState;
import dev.flotilla.proto.uplink.v1.DesiredRelease;
import dev.flotilla.release.ReleaseKeys;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The releases of this node, put together and tied to the agent's life. */
@Singleton
class ReleaseUnit implements ReleaseOrders {
    private final Instance<Uplink> uplink;
    private final Units units;
    private final EngineLink engine;
    private final SmallRyeHealthReporter health;
    private final Optional<Releases> releases;
    private final ReleaseOrders orders;

    ReleaseUnit(
            ReleaseConfig config,
            IdentityFolder identity,
            Instance<Uplink> uplink,
            Units units,
            EngineLink engine,
            SmallRyeHealthReporter health) {
        this.uplink = uplink;
        this.units = units;
        this.engine = engine;
        this.health = health;
        List<PublicKey> keys = keys(config);
        Optional<Keeper> keeper = Keeper.of(System.getenv());
        var self = new Upgrade.Self(AgentVersion.text(), platform(), folder(keeper));
        this.releases = keeper.map(present -> {
            var folder = new ReleaseFolder(present.folder());
            var upgrade = new Upgrade(
                    folder,
                    self,
                    keys,
                    config.most().asLongValue(),
                    new Download(StorageTls.of(new PresentIdentity(identity))));
            return new Releases(
                    new Releases.Parts(folder, self, upgrade, this::lacking, config.steady(), Quarkus::asyncExit));
        });
        this.orders = releases.isPresent()
                ? releases.get()
                : new FixedRelease(self, "the agent was not started by its keeper, which would put it back");
    }

    /** When all else has started. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 900) StartupEvent event) {
        releases.ifPresent(Releases::start);
    }

    void stop(@Observes ShutdownEvent event) {
        releases.ifPresent(Releases::close);
    }

    @Override
    public ReleaseState state() {
        return orders.state();
    }

    @Override
    public void take(DesiredRelease desired) {
        orders.take(desired);
    }

    /** What this agent lacks to be one that may stay. */
    private Optional<String> lacking() {
        UplinkState state = uplink.get().state();
        if (!(state instanceof UplinkState.Connected)) {
            return Optional.of(state.sentence());
        }
        if (units.has(Unit.MROUTE) && engine.pid().isEmpty()) {
            return Optional.of("There is no engine.");
        }
        return health.getReadiness().isDown() ? Optional.of("The agent is not ready.") : Optional.empty();
    }

    private static List<PublicKey> keys(ReleaseConfig config) {
        try {
            return ReleaseKeys.parse(config.keys().orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("flotilla.release.keys: " + e.getMessage());
        }
    }

    private static String platform() {
        return "linux-" + System.getProperty("os.arch");
    }

    /** The launcher of a release says where it lies; below the keeper's versions it is one of those. */
    private static String folder(Optional<Keeper> keeper) {
        Map<String, String> environment = System.getenv();
        Path program = Path.of(environment.getOrDefault(AgentVersion.PROGRAM_FOLDER, "/"));
        return keeper.map(present -> present.folder().resolve("versions"))
                .filter(versions -> versions.equals(program.getParent()))
                .map(_ -> String.valueOf(program.getFileName()))
                .orElse("");
    }
}
