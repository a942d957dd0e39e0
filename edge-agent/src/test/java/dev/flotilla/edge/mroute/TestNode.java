package dev.flotilla.edge.mroute;

import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.mroute.store.FlowStore;
import dev.flotilla.proto.event.v1.Event;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The unit without CDI and threads: a real store, a made-up engine, a clock that a test moves. */
public final class TestNode implements AutoCloseable {
    public final FakeEngine engine;
    public final Flows flows;
    public final List<Event> spooled = new ArrayList<>();
    public final Clock clock;
    public boolean spoolIsFull;

    final DesiredFlows desired;
    final EngineWatch watch;
    final EngineArrivals arrivals = new EngineArrivals();
    final Reconciler reconciler;
    final FlowStore store;

    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    /** A node that starts on that folder, with an engine that may run flows already. */
    public TestNode(Path folder, FakeEngine engine) {
        this.engine = engine;
        InstantSource time = () -> now;
        clock = time.withZone(ZoneOffset.UTC);
        store = FlowStore.open(folder);
        FlowBook book = new FlowBook(store, FlowLimits.DEFAULT);
        EventSink sink = event -> {
            if (spoolIsFull) {
                throw new IllegalStateException("the spool is full");
            }
            spooled.add(event);
        };
        EventLog events = new EventLog(store, sink, clock);
        LatestReports reports = new LatestReports();
        reconciler = new Reconciler(engine);
        flows = new Flows(book, reconciler, reports, events, clock);
        desired = new DesiredFlows(book, reconciler, clock);
        var maintenance = new Maintenance(book, reconciler, events, clock);
        watch = new EngineWatch(engine, arrivals, book, reconciler, reports, events, maintenance::look);
        watch.look();
    }

    public static TestNode on(Path folder) {
        return new TestNode(folder, new FakeEngine());
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** As the watch does once a second. */
    public void look() {
        watch.look();
    }

    public List<String> spooledTypes() {
        return spooled.stream().map(Event::getType).toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
