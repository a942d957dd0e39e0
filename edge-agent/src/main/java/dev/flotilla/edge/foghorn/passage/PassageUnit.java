package dev.flotilla.edge.foghorn.passage;

import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.PresentIdentity;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The ways to the control center within the agent: opened with it where they are wanted, and closed with it. */
@Singleton
class PassageUnit {
    private static final Logger LOG = Logger.getLogger(PassageUnit.class);

    private final boolean isOn;
    private final PassageConfig config;
    private final PresentIdentity identity;
    private final List<Passage> passages = new ArrayList<>();

    PassageUnit(Units units, PassageConfig config, IdentityFolder folder) {
        this.isOn = units.has(Unit.FOGHORN);
        this.config = config;
        this.identity = new PresentIdentity(folder);
    }

    void start(@Observes StartupEvent event) {
        if (isOn) {
            open(
                    "enrolment-port",
                    config.enrolmentPort(),
                    () -> identity.get()
                            .map(Identity::center)
                            .map(center -> new UplinkAddress(center.host(), center.port())));
            open("uplink-port", config.uplinkPort(), () -> identity.get().map(Identity::door));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        passages.forEach(Passage::close);
    }

    private void open(String key, OptionalInt port, Supplier<Optional<UplinkAddress>> target) {
        if (port.isEmpty()) {
            return;
        }
        try {
            var address = new InetSocketAddress(config.host(), port.getAsInt());
            passages.add(new Passage(address, target, config.mostConnections(), config.idle()));
            LOG.infof("flotilla.foghorn.relay.%s: %d leads to the control center", key, port.getAsInt());
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("flotilla.foghorn.relay.%s: %d cannot be listened at: %s"
                    .formatted(key, port.getAsInt(), e.getMessage()));
        }
    }
}
