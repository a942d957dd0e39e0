package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.control.Presence.Here;
import dev.flotilla.edge.foghorn.control.Presence.Lost;
import dev.flotilla.edge.foghorn.control.Presence.Returning;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.Register;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who is there: one stream for each node, and what became of those that had one. For any thread. */
final class Attendance {
    /** The one that counts, the one that takes its place, and one whose end was not seen yet. */
    private static final int MOST_OF_A_NODE = 3;

    private static final String REPLACED = "Another stream of this node came. Two machines may hold one identity.";

    /** Whom to tell besides the picture. */
    interface Audience {
        /** The node's stream is open, and nothing was said on it yet. */
        void came(HelmsmanStream stream);

        void forgotten(NodeId node);
    }

    private final ControlLimits limits;
    private final Picture picture;
    private final Audience audience;
    private final Map<NodeId, Presence> nodes = new ConcurrentHashMap<>();
    /** All that are open, those without a Register among them. */
    private final Set<HelmsmanStream> open = ConcurrentHashMap.newKeySet();

    private final Map<NodeId, Integer> openOf = new ConcurrentHashMap<>();

    Attendance(ControlLimits limits, Picture picture, Audience audience) {
        this.limits = limits;
        this.picture = picture;
        this.audience = audience;
    }

    /** Takes a new stream in; false when there are as many as there may be. */
    boolean opened(HelmsmanStream stream) {
        // A node that comes back may have its earlier stream still.
        if (open.size() >= limits.mostNodes() + limits.mostNodes() / 4 + 1 || !hasRoomFor(stream.node())) {
            return false;
        }
        open.add(stream);
        if (stream.isEnded()) {
            closed(stream);
        }
        return true;
    }

    private boolean hasRoomFor(NodeId node) {
        int before = openOf.merge(node, 1, Integer::sum) - 1;
        if (before >= MOST_OF_A_NODE) {
            oneLess(node);
        }
        return before < MOST_OF_A_NODE;
    }

    private void closed(HelmsmanStream stream) {
        if (open.remove(stream)) {
            oneLess(stream.node());
        }
    }

    private void oneLess(NodeId node) {
        openOf.computeIfPresent(node, (_, count) -> count == 1 ? null : count - 1);
    }

    boolean isOf(HelmsmanStream stream) {
        return streamOf(stream.node()).filter(present -> present == stream).isPresent();
    }

    boolean isKnown(NodeId node) {
        return nodes.containsKey(node);
    }

    Optional<HelmsmanStream> streamOf(NodeId node) {
        return nodes.get(node) instanceof Here here ? Optional.of(here.stream()) : Optional.empty();
    }

    List<HelmsmanStream> streams() {
        return nodes.values().stream()
                .filter(Here.class::isInstance)
                .map(presence -> ((Here) presence).stream())
                .toList();
    }

    /** Makes this the stream of its node; the one before it ends. */
    void register(HelmsmanStream stream, Register register) {
        if (nodes.size() >= limits.mostNodes() && !nodes.containsKey(stream.node())) {
            throw Status.RESOURCE_EXHAUSTED
                    .withDescription("This Foghorn has " + limits.mostNodes() + " nodes already.")
                    .asRuntimeException();
        }
        // Not while others wait for this node's entry: a name server may take its time.
        Set<ClientAddress> addresses = picture.addresses(register);
        var before = new AtomicReference<@Nullable HelmsmanStream>();
        nodes.compute(stream.node(), (node, presence) -> {
            if (stream.isEnded()) {
                return presence;
            }
            before.set(presence instanceof Here here ? here.stream() : null);
            picture.registered(node, register, addresses);
            return new Here(stream, System.nanoTime(), false);
        });
        HelmsmanStream replaced = before.get();
        if (replaced != null) {
            replaced.end(Status.ABORTED.withDescription(REPLACED));
        }
        audience.came(stream);
    }

    void reported(HelmsmanStream stream, NodeReport report) {
        nodes.computeIfPresent(stream.node(), (node, presence) -> {
            if (!(presence instanceof Here here) || here.stream() != stream) {
                return presence;
            }
            picture.reported(node, report);
            return here.heard(System.nanoTime());
        });
    }

    void ended(HelmsmanStream stream) {
        closed(stream);
        nodes.computeIfPresent(stream.node(), (node, presence) -> {
            if (!(presence instanceof Here here) || here.stream() != stream) {
                return presence;
            }
            Presence after =
                    here.left(System.nanoTime(), limits.reconnectWindow().toNanos());
            if (after instanceof Lost) {
                picture.lost(node, "its stream to this Foghorn ended");
            } else {
                picture.restarts(node);
            }
            return after;
        });
    }

    /** Looks who is late. To be called about once a second. */
    void watch(long nowNs, Predicate<String> isRevoked) {
        for (HelmsmanStream stream : open) {
            if (isRevoked.test(stream.serial())) {
                stream.end(Status.PERMISSION_DENIED.withDescription("The certificate of this node was revoked."));
            } else if (stream.waitingNs(nowNs) > limits.blockedDeadline().toNanos()) {
                stream.end(Status.RESOURCE_EXHAUSTED.withDescription("The node does not read."));
            } else if (!isOf(stream)
                    && nowNs - stream.openedNs() > limits.registerDeadline().toNanos()) {
                stream.end(Status.DEADLINE_EXCEEDED.withDescription("register did not come"));
            }
        }
        Collection<NodeId> gone = new ArrayList<>();
        nodes.keySet()
                .forEach(node -> nodes.computeIfPresent(node, (_, presence) -> {
                    Presence after = later(node, presence, nowNs);
                    if (after == null) {
                        gone.add(node);
                    }
                    return after;
                }));
        gone.forEach(audience::forgotten);
    }

    private @Nullable Presence later(NodeId node, Presence presence, long nowNs) {
        return switch (presence) {
            case Here here -> {
                if (here.isStale() || nowNs - here.heardNs() <= limits.stale().toNanos()) {
                    yield here;
                }
                picture.lost(node, "it has not reported for " + limits.stale());
                yield here.stale();
            }
            case Returning(long untilNs) -> {
                if (nowNs - untilNs <= 0) {
                    yield presence;
                }
                picture.lost(node, "it announced a restart and did not come back within " + limits.reconnectWindow());
                yield new Lost(nowNs);
            }
            case Lost(long sinceNs) -> {
                if (nowNs - sinceNs <= limits.forgetAfter().toNanos()) {
                    yield presence;
                }
                picture.forgotten(node);
                yield null;
            }
        };
    }

    /** Ends all streams: this Foghorn stops. */
    void endAll(String why) {
        open.forEach(stream -> stream.end(Status.UNAVAILABLE.withDescription(why)));
    }
}
