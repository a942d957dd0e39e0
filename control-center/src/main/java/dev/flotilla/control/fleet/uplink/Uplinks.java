package dev.flotilla.control.fleet.uplink;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.drain.Leaving;
import dev.flotilla.control.fleet.NodeReport;
import dev.flotilla.control.fleet.NodeReports;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.uplink.v1.Goodbye;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The streams that this process holds, one per node. It ends those that have no right to stay. */
@ApplicationScoped
class Uplinks {
    /** The stream in use, one that replaces it, and one that is lost and not yet given up. */
    private static final int MOST_OF_ONE = 3;

    private static final String REPLACED = "Another stream of this node came. Two machines may hold one identity.";
    private static final String STOPPING = "The control center stops.";

    private final Map<NodeId, NodeStream> streams = new ConcurrentHashMap<>();
    /** All that were opened and have not ended, those that have not said Hello among them. */
    private final Set<NodeStream> open = ConcurrentHashMap.newKeySet();
    /** How many of those each node has. */
    private final Map<NodeId, Integer> openOf = new ConcurrentHashMap<>();

    private final Certificates certificates;
    private final NodeReports reports;
    private final UplinkConfig config;
    private final Clock clock = Clock.systemUTC();

    Uplinks(Certificates certificates, NodeReports reports, UplinkConfig config, MeterRegistry meters) {
        this.certificates = certificates;
        this.reports = reports;
        this.config = config;
        meters.gaugeMapSize("flotilla_control_nodes_connected", List.of(), streams);
    }

    /** Takes a new stream in; false when there are as many as there may be, in all or of this node. */
    boolean opened(NodeStream stream) {
        NodeId node = stream.identity().node();
        if (open.size() >= config.most() || openOf.getOrDefault(node, 0) >= MOST_OF_ONE) {
            return false;
        }
        open.add(stream);
        openOf.merge(node, 1, Integer::sum);
        if (stream.isEnded()) {
            ended(stream);
        }
        return true;
    }

    /** Makes this the stream of its node; the one before it ends. A stream that has ended meanwhile joins nothing. */
    void joined(NodeStream stream, Inventory inventory) {
        NodeIdentity who = stream.identity();
        NodeReport last = reports.latest(who.tenant(), who.node());
        var before = new AtomicReference<@Nullable NodeStream>();
        streams.compute(who.node(), (node, present) -> {
            if (stream.isEnded()) {
                return present;
            }
            before.set(present);
            reports.arrived(who.tenant(), node, last, inventory);
            return stream;
        });
        NodeStream replaced = before.get();
        if (replaced != null) {
            replaced.dismiss(Goodbye.Reason.REASON_REPLACED, REPLACED, Status.ABORTED.withDescription(REPLACED));
        }
    }

    void ended(NodeStream stream) {
        if (open.remove(stream)) {
            openOf.computeIfPresent(stream.identity().node(), (node, count) -> count == 1 ? null : count - 1);
        }
        streams.computeIfPresent(stream.identity().node(), (node, present) -> {
            if (present != stream) {
                return present;
            }
            reports.gone(node);
            return null;
        });
    }

    Optional<NodeStream> of(NodeId node) {
        return Optional.ofNullable(streams.get(node));
    }

    Collection<NodeStream> all() {
        return List.copyOf(streams.values());
    }

    void end(@Observes(during = TransactionPhase.AFTER_SUCCESS) Nodes.Revoked revoked) {
        of(revoked.node()).ifPresent(Uplinks::shutOut);
    }

    /** Ends streams whose certificate another replica took back, and those that fell silent. */
    @Scheduled(every = "2s", identity = "uplink-watch")
    void watch() {
        Instant limit = clock.instant().minus(config.silence());
        for (NodeStream stream : open) {
            if (stream.heardAt().isBefore(limit)) {
                stream.end(Status.DEADLINE_EXCEEDED.withDescription("Nothing was heard for " + config.silence() + "."));
            }
        }
        Collection<NodeStream> all = all();
        if (!all.isEmpty()) {
            Set<String> valid = certificates.validAmong(
                    all.stream().map(stream -> stream.identity().serial()).toList());
            all.stream()
                    .filter(stream -> !valid.contains(stream.identity().serial()))
                    .forEach(Uplinks::shutOut);
        }
    }

    void leave(@Observes Leaving event) {
        goodbye();
    }

    void stop(@Observes ShutdownEvent event) {
        goodbye();
    }

    private void goodbye() {
        open.forEach(stream -> stream.dismiss(
                Goodbye.Reason.REASON_SHUTTING_DOWN, STOPPING, Status.UNAVAILABLE.withDescription(STOPPING)));
    }

    private static void shutOut(NodeStream stream) {
        stream.dismiss(Goodbye.Reason.REASON_REVOKED, Revocation.SENTENCE, Revocation.STATUS);
    }
}
