package dev.flotilla.edge.foghorn;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.Weights;
import dev.flotilla.edge.foghorn.balance.WeightsFile;
import dev.flotilla.edge.foghorn.http.DecisionLog;
import dev.flotilla.edge.foghorn.http.EventLoops;
import dev.flotilla.edge.foghorn.http.FoghornServer;
import dev.flotilla.edge.foghorn.http.HealthRoute;
import dev.flotilla.edge.foghorn.http.Locator;
import dev.flotilla.edge.foghorn.http.MistRoot;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.edge.foghorn.poll.MistClient;
import dev.flotilla.edge.foghorn.poll.PolledServers;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The unit within the agent: puts the balancer together, opens its listener, and closes it at the end. */
@Singleton
class FoghornUnit {
    private static final Logger LOG = Logger.getLogger(FoghornUnit.class);
    private static final long LOOK_MS = 1_000;
    private static final int CLOSE_SECONDS = 5;

    private final boolean isOn;
    private final FoghornConfig config;
    private final WeightsFile weights;
    private final Region region;
    private final Permission permission;
    private final MeterRegistry registry;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("fog-look").daemon().factory());
    private @Nullable Vertx vertx;
    private @Nullable PolledServers servers;
    private @Nullable MistClient client;
    private @Nullable FoghornServer server;

    FoghornUnit(
            @ConfigProperty(name = "flotilla.data") Path data,
            FoghornConfig config,
            Units units,
            MeterRegistry registry) {
        this.isOn = units.has(Unit.FOGHORN);
        this.config = config;
        this.registry = registry;
        this.weights = new WeightsFile(data);
        this.permission = new Permission(config.token());
        this.region = new Region(config.region(), isOn ? load(weights) : Weights.DEFAULT, System::nanoTime);
    }

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION + 400) StartupEvent event,
            Instance<Route> routes,
            Instance<Locator> locators,
            Instance<DecisionLog> logs) {
        if (!isOn) {
            return;
        }
        config.check();
        int loops = config.http().loops() == 0
                ? Runtime.getRuntime().availableProcessors()
                : config.http().loops();
        Vertx own = EventLoops.open(loops);
        vertx = own;
        MistClient asking = new MistClient(own, config.passphrase(), config.pollDeadline());
        PolledServers polled = new PolledServers(region, asking, config.pollInterval(), System::nanoTime);
        client = asking;
        servers = polled;
        DecisionLog log = logs.isResolvable() ? logs.get() : (request, status, wish, choice, latencyNs) -> {};
        List<Route> others = new ArrayList<>(routes.stream().toList());
        others.add(new HealthRoute(region));
        FoghornServer listener = new FoghornServer(
                own,
                new FoghornServer.Listen(config.http().host(), config.http().port(), loops),
                config.proxies(),
                locators.isResolvable() ? locators.get() : address -> null,
                others,
                new MistRoot(region, polled, weights, permission, log, config.fallback()));
        try {
            polled.addAll(config.servers().orElse(List.of()));
            listener.start();
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            polled.close();
            throw new ConfigurationException(wrong.getMessage(), wrong);
        }
        server = listener;
        // Not on an event loop, where the viewers of its connections would wait for the look.
        var _ = looking.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        FoghornMeters.register(registry, region);
    }

    private void look() {
        try {
            region.look();
        } catch (RuntimeException bug) {
            LOG.error("the look at the region failed and comes again", bug);
        }
    }

    void stop(@Observes @Priority(Interceptor.Priority.APPLICATION) ShutdownEvent event) {
        looking.shutdownNow();
        if (server != null) {
            server.close();
        }
        if (servers != null) {
            servers.close();
        }
        if (client != null) {
            client.close();
        }
        if (vertx != null) {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> null)
                    .join();
        }
    }

    @Produces
    @Singleton
    Region region() {
        return region;
    }

    /** Who may change what is not for everybody. */
    @Produces
    @Singleton
    Permission permission() {
        return permission;
    }

    private static Weights load(WeightsFile file) {
        try {
            return file.load();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ConfigurationException("flotilla.data: " + unreadable.getMessage(), unreadable);
        }
    }
}
