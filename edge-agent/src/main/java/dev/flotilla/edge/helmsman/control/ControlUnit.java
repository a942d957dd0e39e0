package dev.flotilla.edge.helmsman.control;

import dev.flotilla.edge.event.EventDelivery;
import dev.flotilla.edge.event.Spool;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import dev.flotilla.edge.uplink.FurtherEvents;
import dev.flotilla.edge.uplink.Pauses;
import dev.flotilla.edge.uplink.Regions;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.PresentIdentity;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.Command.CommandCase;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The streams to Foghorns within the agent: puts their parts together, and ties them to the agent's life. */
@Singleton
class ControlUnit implements FurtherEvents {
    private static final Pauses PAUSES =
            new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final boolean isOn;
    private final Path data;
    private final ControlConfig config;
    private final NodeMode mode;
    private @Nullable Spool spool;
    private @Nullable MediaDelivery delivery;

    ControlUnit(@ConfigProperty(name = "flotilla.data") Path data, Units units, ControlConfig config) {
        this.isOn = units.has(Unit.HELMSMAN);
        this.data = data;
        this.config = config;
        this.mode = new NodeMode(data.resolve("mode.json"));
    }

    @Produces
    @Singleton
    NodeMode mode() {
        return mode;
    }

    @Produces
    @Singleton
    MediaEvents mediaEvents() {
        return new MediaEvents(media());
    }

    @Produces
    @Singleton
    Foghorns foghorns(
            IdentityFolder folder,
            Regions regions,
            Instance<HelmsmanReporting> reporting,
            @All List<CommandHandler> handlers,
            @All List<SeedHandler> seeds) {
        var all = new ArrayList<>(handlers);
        all.add(new ModeHandler());
        Spool media = media();
        Foghorns foghorns = new Foghorns(
                new PresentIdentity(folder),
                regions,
                new Foghorns.Manner(
                        addresses(),
                        config.control().patience(),
                        config.control().answerDeadline(),
                        PAUSES),
                reporting.get(),
                mode,
                delivery(media),
                new CommandRunner(all),
                seeds,
                new SecureRandom());
        media.onArrival(foghorns::wake);
        mode.follow(regions);
        return foghorns;
    }

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION + 700) StartupEvent event,
            Instance<Foghorns> foghorns) {
        if (isOn) {
            foghorns.get().start();
        }
    }

    void stop(
            @Observes @Priority(Interceptor.Priority.APPLICATION + 700) ShutdownEvent event,
            Instance<Foghorns> foghorns) {
        if (isOn) {
            foghorns.get().close();
            media().close();
        }
    }

    @Override
    public Optional<EventDelivery> delivery() {
        return isOn ? Optional.of(delivery(media()).overUplink()) : Optional.empty();
    }

    @Override
    public Optional<Spool> spool() {
        return isOn ? Optional.of(media()) : Optional.empty();
    }

    private synchronized Spool media() {
        Spool opened = spool;
        if (opened == null) {
            try {
                opened = Spool.open(data.resolve("media.db"), config.limits(), MediaEvents::isAccounting);
            } catch (SQLException e) {
                throw new ConfigurationException("flotilla.data: " + e.getMessage());
            }
            spool = opened;
        }
        return opened;
    }

    private synchronized MediaDelivery delivery(Spool media) {
        MediaDelivery made = delivery;
        if (made == null) {
            made = new MediaDelivery(media, config.events().fallback(), System.nanoTime());
            delivery = made;
        }
        return made;
    }

    private List<UplinkAddress> addresses() {
        try {
            return config.override();
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(wrong.getMessage());
        }
    }

    private final class ModeHandler implements CommandHandler {
        @Override
        public Set<CommandCase> kinds() {
            return Set.of(CommandCase.MODE);
        }

        @Override
        public Optional<String> carryOut(Command command) {
            return mode.offer(command.getMode());
        }
    }
}
