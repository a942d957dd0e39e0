package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.decision.Decisions;
import dev.flotilla.edge.foghorn.relay.EventRelay;
import dev.flotilla.edge.node.InventoryPart;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import dev.flotilla.edge.uplink.Regions;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.PresentIdentity;
import dev.flotilla.proto.node.v1.Inventory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The streams within the agent: puts their parts together, and ties them to the agent's life. */
@Singleton
class ControlUnit implements InventoryPart {
    private final boolean isOn;
    private final ControlConfig config;
    private final PresentIdentity identity;

    ControlUnit(Units units, ControlConfig config, IdentityFolder folder) {
        this.isOn = units.has(Unit.FOGHORN);
        this.config = config;
        this.identity = new PresentIdentity(folder);
    }

    @Override
    public void addTo(Inventory.Builder inventory) {
        if (isOn) {
            config.advertisement().addTo(inventory, identity.get().map(Identity::uplink));
        }
    }

    @Produces
    @Singleton
    Control control(Regions regions, Instance<Region> region, Instance<Decisions> decisions, EventRelay relay) {
        return new Control(
                new Control.Surroundings(
                        identity,
                        regions,
                        new RegionPicture(region.get(), identity),
                        decisions.get(),
                        relay,
                        config.seedFile().map(SeedFile::new)),
                config.limits());
    }

    @Produces
    @Singleton
    Commands commands(Control control) {
        return control.commands();
    }

    @Produces
    @Singleton
    Artifacts artifacts(Control control) {
        return control.artifacts();
    }

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION + 600) StartupEvent event, Instance<Control> control) {
        if (isOn) {
            var address = new InetSocketAddress(
                    config.control().host(), config.control().port());
            try {
                control.get().start(address);
            } catch (IOException e) {
                throw new ConfigurationException("flotilla.foghorn.control.port: %d cannot be listened at: %s"
                        .formatted(address.getPort(), e.getMessage()));
            }
        }
    }

    void stop(
            @Observes @Priority(Interceptor.Priority.APPLICATION + 600) ShutdownEvent event,
            Instance<Control> control) {
        if (isOn) {
            control.get().close();
        }
    }
}
