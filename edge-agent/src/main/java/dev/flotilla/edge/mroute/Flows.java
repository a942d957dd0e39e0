package dev.flotilla.edge.mroute;

import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.edge.mroute.flow.FlowDocument;
import dev.flotilla.edge.mroute.flow.FlowRefusal;
import dev.flotilla.edge.mroute.flow.LocalFlow;
import dev.flotilla.edge.mroute.flow.ManagedFlow;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.event.v1.Event;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The flows of this node, as its own API sees and changes them. Reading answers from memory; a change blocks until it is
 * durable and the engine has followed or cannot be reached. A request that cannot be granted throws {@link FlowRefusal}
 * and changes nothing.
 */
public final class Flows {
    private final FlowBook book;
    private final Reconciler reconciler;
    private final LatestReports reports;
    private final EventLog events;
    private final Clock clock;

    Flows(FlowBook book, Reconciler reconciler, LatestReports reports, EventLog events, Clock clock) {
        this.book = book;
        this.reconciler = reconciler;
        this.reports = reports;
        this.events = events;
        this.clock = clock;
    }

    /** The newest first. */
    public List<FlowView> list() {
        return book.all().stream()
                .sorted(Comparator.comparing(Flow::createdAt).reversed())
                .map(this::view)
                .toList();
    }

    public FlowView get(String id) {
        return view(known(id));
    }

    /** The flow, or empty when there is none of that id. */
    public Optional<FlowView> find(String id) {
        try {
            return book.find(new FlowId(id)).map(this::view);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    public int count() {
        return book.all().size();
    }

    public int activeCount() {
        return reconciler.runningCount();
    }

    /** Makes a flow that does not run yet. */
    public FlowView create(FlowDocument document) {
        return changing(() -> {
            LocalFlow flow = LocalFlow.create(document, clock.instant());
            if (book.find(flow.id()).isPresent()) {
                throw FlowRefusal.conflict("flow %s already exists", flow.id());
            }
            flow.checkPorts(book.all());
            book.put(flow);
            return flow;
        });
    }

    /** Changes the document of a flow; if the flow runs, only what differs is touched. */
    public FlowView edit(String id, UnaryOperator<FlowDocument> edit) {
        return changing(() -> {
            LocalFlow flow = local(id);
            LocalFlow changed = flow.changed(edit.apply(flow.document()), clock.instant());
            changed.checkPorts(book.all());
            book.put(changed);
            reconciler.follow(book.engineSpecs());
            return changed;
        });
    }

    /** Stops the flow if it runs, and forgets it. */
    public void delete(String id) {
        book.exclusively(() -> {
            LocalFlow flow = local(id);
            book.delete(flow.id());
            reconciler.follow(book.engineSpecs());
            return flow;
        });
    }

    /** Wants the flow to run from now on, across every restart. Refused when the engine refuses it. */
    public FlowView start(String id) {
        return changing(() -> {
            LocalFlow flow = local(id);
            if (flow.isWanted() && view(flow).status() != FlowStatus.ERROR) {
                throw FlowRefusal.invalid("flow %s is already active", id);
            }
            if (!book.hasRoomFor(flow.id())) {
                throw FlowRefusal.invalid("maximum concurrent flows reached (%d)", book.maxFlows());
            }
            LocalFlow started = flow.started(clock.instant());
            book.put(started);
            reconciler.follow(book.engineSpecs());
            reconciler.refusal(started.id()).ifPresent(why -> {
                book.put(started.stopped(clock.instant()), events.refused(started, why));
                throw FlowRefusal.invalid("%s", why);
            });
            return started;
        });
    }

    /** Wants the flow not to run. A flow that does not run stays as it is. */
    public FlowView stop(String id) {
        return changing(() -> {
            LocalFlow flow = local(id);
            if (view(flow).status() == FlowStatus.STANDBY) {
                return flow;
            }
            LocalFlow stopped = flow.stopped(clock.instant());
            book.put(stopped);
            reconciler.forgive(stopped.id());
            reconciler.follow(book.engineSpecs());
            return stopped;
        });
    }

    /** Has the flow take its stream from that one of its sources, until it fails or another one is selected. */
    public FlowView select(String id, String source) {
        Flow flow = known(id);
        if (flow.spec().getSourcesList().stream()
                .noneMatch(each -> each.getName().equals(source))) {
            throw FlowRefusal.invalid("source %s not found", source);
        }
        if (!reconciler.runs(flow.id())) {
            throw FlowRefusal.invalid("flow %s is not active", id);
        }
        reconciler.select(flow.id(), source);
        return view(flow);
    }

    /** The newest events of all flows, the newest first. Reads the disk. */
    public List<Event> events(int limit) {
        return events.newest(limit);
    }

    /** The newest events of one flow, the newest first. Reads the disk. */
    public List<Event> events(String id, int limit) {
        return events.newest(known(id).id(), limit);
    }

    private FlowView changing(Supplier<Flow> change) {
        try {
            return book.exclusively(() -> view(change.get()));
        } finally {
            events.forward();
        }
    }

    private FlowView view(Flow flow) {
        String why = reconciler
                .refusal(flow.id())
                .orElse(flow.isWanted() && !reconciler.isPresent() ? "the engine does not answer" : "");
        FlowStatus status = FlowStatus.of(
                flow.isWanted(),
                reconciler.runs(flow.id()),
                reconciler.refusal(flow.id()).isPresent());
        return new FlowView(flow, status, reports.of(flow, status, why));
    }

    private Flow known(String id) {
        try {
            return book.find(new FlowId(id)).orElseThrow(() -> FlowRefusal.unknown(id));
        } catch (IllegalArgumentException malformed) {
            throw FlowRefusal.unknown(id);
        }
    }

    private LocalFlow local(String id) {
        return switch (known(id)) {
            case LocalFlow flow -> flow;
            case ManagedFlow flow -> throw FlowRefusal.conflict("flow %s is managed by the control center", flow.id());
        };
    }
}
