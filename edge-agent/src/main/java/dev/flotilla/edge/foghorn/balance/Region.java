package dev.flotilla.edge.foghorn.balance;

import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a region: holds the newest {@link Snapshot}, which every report replaces. Any thread may ask and takes no lock;
 * those that report wait for each other.
 */
public final class Region {
    private final RegionSettings settings;
    private final LongSupplier nowNs;
    private final Added added;
    private final VirtualViewers viewers;
    private volatile Snapshot snapshot;

    /** @param nowNs this process's clock, {@link System#nanoTime} */
    public Region(RegionSettings settings, Weights weights, LongSupplier nowNs) {
        this.settings = settings;
        this.nowNs = nowNs;
        this.added = new Added(settings.maxNodes());
        this.viewers = new VirtualViewers(settings.maxViewers(), settings.maxNodes(), added, nowNs);
        this.snapshot = Snapshot.empty(weights, settings.cutoffs(), added);
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /** Redirects that are under way. */
    public VirtualViewers viewers() {
        return viewers;
    }

    /** By Foghorn's rules. */
    public Choice choose(Wish wish) {
        return Scorer.choose(snapshot, wish);
    }

    /** By the rules of MistServer's balancer. */
    public Choice chooseLikeMist(Wish wish) {
        return Scorer.chooseLikeMist(snapshot, wish);
    }

    /**
     * A node came, or came back; what it said before is kept until it reports.
     *
     * @param addresses what its host name stands for; empty when unknown
     * @return false when the region is full
     */
    public synchronized boolean register(Node.Identity identity, Set<ClientAddress> addresses, Mode mode) {
        Node known = snapshot.node(identity.id()).orElse(null);
        if (known != null) {
            Presence presence = known.presence() == Presence.RESTARTING ? Presence.RESTARTING : Presence.WAITING;
            replace(newer(known, mode).registeredAs(identity, Set.copyOf(addresses), presence, nowNs.getAsLong()));
            return true;
        }
        int slot = freeSlot();
        if (slot < 0) {
            return false;
        }
        added.set(slot, 0);
        Node node =
                new Node(slot, identity, Set.copyOf(addresses), mode, Presence.WAITING, nowNs.getAsLong(), Load.NONE);
        @Nullable Node[] nodes = Arrays.copyOf(snapshot.nodes, Math.max(snapshot.nodes.length, slot + 1));
        nodes[slot] = node;
        Columns columns = snapshot.columns.copy(nodes.length);
        columns.put(node, snapshot.parts, snapshot.cutoffs, added.get(node.slot()));
        publish(nodes, columns, snapshot.streams, Ranks.of(nodes));
        return true;
    }

    /** What a node says of itself. One that is not registered is not heard. */
    public synchronized void report(String nodeId, NodeReport report) {
        Node node = snapshot.node(nodeId).orElse(null);
        if (node == null) {
            return;
        }
        long now = nowNs.getAsLong();
        Load load = Load.of(report, node.load(), now);
        StreamIndex streams = snapshot.streams.after(node.slot(), node.load().streams(), load.streams());
        if (node.identity().isPolled()) {
            added.fade(node.slot());
        } else {
            viewers.reported(node.slot());
        }
        viewers.measured(node.slot(), load.up(), report.getViewers() + report.getOutputCount());
        replace(node.saying(load, now), streams);
    }

    /** A node's mode, by whoever set it; an older one than that which it has is dropped. */
    public synchronized void mode(String nodeId, Mode mode) {
        change(nodeId, node -> newer(node, mode));
    }

    /** A node is gone, for good or for a restart that it announced. */
    public synchronized void lost(String nodeId, boolean isRestarting) {
        long now = nowNs.getAsLong();
        change(nodeId, node -> node.in(isRestarting ? Presence.RESTARTING : Presence.LOST, now));
    }

    /** A polled node gave no answer, or none that can be read: it grows less attractive, too. */
    public synchronized void failed(String nodeId) {
        snapshot.node(nodeId).ifPresent(node -> added.doubt(node.slot()));
        lost(nodeId, false);
    }

    /** Forgets a node. */
    public synchronized void remove(String nodeId) {
        Node node = snapshot.node(nodeId).orElse(null);
        if (node == null) {
            return;
        }
        @Nullable Node[] nodes = snapshot.nodes.clone();
        nodes[node.slot()] = null;
        Columns columns = snapshot.columns.copy(nodes.length);
        columns.clear(node.slot());
        StreamIndex streams = snapshot.streams.after(node.slot(), node.load().streams(), Load.NONE.streams());
        publish(nodes, columns, streams, Ranks.of(nodes));
        viewers.forget(node.slot());
    }

    /** How much each part of a score counts from now on. */
    public synchronized void weigh(Weights weights) {
        reckon(new Parts(weights));
    }

    /** Puts all nodes into the arrays again, with the redirects that are under way now. */
    private void reckon(Parts parts) {
        Columns columns = snapshot.columns.copy(snapshot.nodes.length);
        for (Node node : snapshot.nodes) {
            if (node != null) {
                columns.put(node, parts, snapshot.cutoffs, added.get(node.slot()));
            }
        }
        snapshot =
                new Snapshot(parts, snapshot.cutoffs, snapshot.nodes, columns, snapshot.streams, added, snapshot.ranks);
    }

    /** Finds nodes that hang or do not come back, and redirects that never became viewers; to be called every second or so. */
    public void look() {
        long now = nowNs.getAsLong();
        for (Node node : snapshot.nodes()) {
            long ageNs = now - node.presenceSinceNs();
            switch (node.presence()) {
                case ONLINE, WAITING -> {
                    if (ageNs > settings.staleAfter().toNanos()) {
                        giveUp(node, Presence.STALE, now);
                    }
                }
                case RESTARTING -> {
                    if (ageNs > settings.restartWindow().toNanos()) {
                        giveUp(node, Presence.LOST, now);
                    }
                }
                case LOST -> {
                    if (ageNs > settings.forgetAfter().toNanos()
                            && !node.identity().isPolled()) {
                        forget(node);
                    }
                }
                case STALE -> {
                    // Connected yet: its stream's end will tell, or its next report.
                }
            }
        }
        viewers.look();
        synchronized (this) {
            reckon(snapshot.parts);
        }
    }

    /** Unless it has been heard of meanwhile. */
    private synchronized void giveUp(Node node, Presence presence, long now) {
        if (isCurrent(node)) {
            replace(node.in(presence, now));
        }
    }

    private synchronized void forget(Node node) {
        if (isCurrent(node)) {
            remove(node.id());
        }
    }

    @SuppressWarnings("ReferenceEquality") // Each report makes another node, equal or not.
    private boolean isCurrent(Node node) {
        return snapshot.nodes[node.slot()] == node;
    }

    private void change(String nodeId, UnaryOperator<Node> step) {
        snapshot.node(nodeId).ifPresent(node -> replace(step.apply(node)));
    }

    private void replace(Node node) {
        replace(node, snapshot.streams);
    }

    private void replace(Node node, StreamIndex streams) {
        @Nullable Node[] nodes = snapshot.nodes.clone();
        nodes[node.slot()] = node;
        Columns columns = snapshot.columns.copy(nodes.length);
        columns.put(node, snapshot.parts, snapshot.cutoffs, added.get(node.slot()));
        publish(nodes, columns, streams, snapshot.ranks);
    }

    private void publish(@Nullable Node[] nodes, Columns columns, StreamIndex streams, Ranks ranks) {
        snapshot = new Snapshot(snapshot.parts, snapshot.cutoffs, nodes, columns, streams, added, ranks);
    }

    private static Node newer(Node node, Mode mode) {
        return mode.getSetAtMs() >= node.mode().getSetAtMs() ? node.in(mode) : node;
    }

    private int freeSlot() {
        for (int slot = 0; slot < snapshot.nodes.length; slot++) {
            if (snapshot.nodes[slot] == null) {
                return slot;
            }
        }
        return snapshot.nodes.length < settings.maxNodes() ? snapshot.nodes.length : -1;
    }
}
