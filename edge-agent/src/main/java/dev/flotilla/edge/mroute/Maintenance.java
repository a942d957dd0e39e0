package dev.flotilla.edge.mroute;

import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.edge.mroute.flow.LocalFlow;
import dev.flotilla.edge.mroute.flow.MaintenanceDocument;
import dev.flotilla.edge.mroute.flow.MaintenanceWindow;
import dev.flotilla.id.FlowId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Restarts flows in their maintenance windows. */
final class Maintenance {
    private static final Logger LOG = Logger.getLogger(Maintenance.class);

    private final FlowBook book;
    private final Reconciler reconciler;
    private final EventLog events;
    private final Clock clock;

    Maintenance(FlowBook book, Reconciler reconciler, EventLog events, Clock clock) {
        this.book = book;
        this.reconciler = reconciler;
        this.events = events;
        this.clock = clock;
    }

    /** Looks whether a window is open. To be called every minute at the least; a missed call costs nothing within the hour. */
    void look() {
        book.all().forEach(each -> dueWindow(each).ifPresent(window -> restart(each.id())));
    }

    private Optional<MaintenanceWindow> dueWindow(Flow flow) {
        MaintenanceDocument document = flow.document().maintenanceWindow();
        Instant startedAt = flow.times().startedAt();
        if (document == null || startedAt == null || !flow.isWanted() || !reconciler.runs(flow.id())) {
            return Optional.empty();
        }
        return Optional.of(new MaintenanceWindow(document)).filter(window -> window.isDue(startedAt, clock.instant()));
    }

    /** That it was restarted is kept first: whatever happens then, there is no second restart in this window. */
    private void restart(FlowId id) {
        book.exclusively(() -> {
            if (book.find(id).orElse(null) instanceof LocalFlow flow) {
                dueWindow(flow).ifPresent(window -> {
                    LOG.infof("flow %s is restarted, because its maintenance window is open: %s", id, window);
                    book.put(flow.started(clock.instant()), events.maintenance(flow, window));
                    reconciler.restart(id, book.engineSpecs());
                });
            }
            return true;
        });
    }
}
