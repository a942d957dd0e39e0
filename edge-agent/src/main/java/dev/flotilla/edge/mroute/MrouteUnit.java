package dev.flotilla.edge.mroute;

import dev.flotilla.edge.engine.link.EngineLaunch;
import dev.flotilla.edge.engine.link.EngineLink;
import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.mroute.store.FlowStore;
import dev.flotilla.edge.mroute.store.StoreFailure;
import dev.flotilla.edge.probe.Probes;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import dev.flotilla.edge.uplink.DesiredStates;
import dev.flotilla.edge.uplink.FlowReporting;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The unit within the agent: puts its parts together, starts them, and lets go of the engine, which runs on, at the end. */
@Singleton
class MrouteUnit {
    private static final Logger LOG = Logger.getLogger(MrouteUnit.class);

    private final boolean isOn;
    private final DataFolder folder;
    private final FlowStore store;
    private final EngineLink link;
    private final Reconciler reconciler;
    private final EngineWatch watch;
    private final Flows flows;
    private final DesiredFlows desired;
    private final Reporting reporting;

    MrouteUnit(
            @ConfigProperty(name = "flotilla.data") Path data,
            @ConfigProperty(name = "flotilla.engine.heap") MemorySize heap,
            Units units,
            MrouteConfig config,
            Instance<EventSink> sink,
            Probes probes,
            MeterRegistry registry) {
        Clock clock = Clock.systemUTC();
        isOn = units.has(Unit.MROUTE);
        folder = DataFolder.hold(data);
        store = open(folder);
        EngineArrivals arrivals = new EngineArrivals();
        link = new EngineLink(EngineLaunch.ofThisExecutable(data, heap.asLongValue()), arrivals);
        LinkedEngine engine = new LinkedEngine(link);
        FlowBook book = new FlowBook(store, config.limits());
        EventLog events = new EventLog(store, event -> sink.get().accept(event), clock);
        LatestReports reports = new LatestReports();
        reconciler = new Reconciler(engine, isOn);
        flows = new Flows(book, reconciler, reports, events, clock);
        FlowMeters meters = new FlowMeters(registry);
        Maintenance maintenance = new Maintenance(book, reconciler, events, clock);
        watch = new EngineWatch(engine, arrivals, book, reconciler, reports, events, () -> {
            meters.replace(flows.list());
            maintenance.look();
        });
        desired = new DesiredFlows(book, reconciler, clock);
        reporting = new Reporting(flows, probes::reports);
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 500) StartupEvent event) {
        if (isOn) {
            link.start();
            watch.start();
        } else {
            LOG.info("mroute is switched off (flotilla.units): its API is closed, and flows do not run");
            link.endLeftOver();
        }
    }

    void stop(@Observes @Priority(Interceptor.Priority.APPLICATION + 900) ShutdownEvent event) {
        watch.close();
        link.close();
        store.close();
        folder.close();
    }

    @Produces
    @Singleton
    Flows flows() {
        return flows;
    }

    @Produces
    @Singleton
    DesiredStates desiredStates() {
        return desired;
    }

    @Produces
    @Singleton
    FlowReporting flowReporting() {
        return reporting;
    }

    @Produces
    @Singleton
    EngineLink engineLink() {
        return link;
    }

    @Produces
    @Singleton
    MrouteReadiness.Signs signs() {
        return new MrouteReadiness.Signs(isOn, reconciler::isPresent, store::isWritable, watch::sinceLastLook);
    }

    private static FlowStore open(DataFolder folder) {
        try {
            return FlowStore.open(folder.path());
        } catch (StoreFailure failure) {
            folder.close();
            throw new ConfigurationException("flotilla.data=%s: %s".formatted(folder.path(), failure.getMessage()));
        }
    }
}
