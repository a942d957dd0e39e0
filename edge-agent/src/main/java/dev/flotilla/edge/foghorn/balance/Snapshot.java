package dev.flotilla.edge.foghorn.balance;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole region at one moment. Never changes; the next report makes another one, which shares with this one what stayed.
 * Only the bandwidth of redirects lives beside it.
 */
public final class Snapshot {
    final Parts parts;
    final Cutoffs cutoffs;
    final @Nullable Node[] nodes;
    final Columns columns;
    final StreamIndex streams;
    final Added added;
    /** Slots of open nodes, those with the highest bound first, then by rank. */
    final int[] order;

    final Ranks ranks;

    Snapshot(
            Parts parts,
            Cutoffs cutoffs,
            @Nullable Node[] nodes,
            Columns columns,
            StreamIndex streams,
            Added added,
            Ranks ranks) {
        this.parts = parts;
        this.cutoffs = cutoffs;
        this.nodes = nodes;
        this.columns = columns;
        this.streams = streams;
        this.added = added;
        this.ranks = ranks;
        this.order = order();
    }

    static Snapshot empty(Weights weights, Cutoffs cutoffs, Added added) {
        return new Snapshot(
                new Parts(weights),
                cutoffs,
                new Node[0],
                new Columns(0),
                StreamIndex.EMPTY,
                added,
                Ranks.of(new Node[0]));
    }

    /** The nodes that are registered, in the order in which they came. */
    public List<Node> nodes() {
        return Stream.of(nodes)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** The node by its id. */
    public Optional<Node> node(String id) {
        return Optional.ofNullable(ranks.slots().get(id)).map(slot -> nodes[slot]);
    }

    /** Whether the stream comes in at any node that is well, and not in maintenance. */
    public boolean isLive(String stream) {
        Carriers carriers = streams.find(stream);
        if (carriers != null) {
            for (int i = 0; i < carriers.count(); i++) {
                Node node = nodes[carriers.slots()[i]];
                if ((carriers.flags()[i] & Carriers.FED) != 0
                        && node != null
                        && node.isHealthy()
                        && !node.isInMaintenance()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The healthy node to which the stream is published; copies do not count. */
    public Optional<Node> publisher(String stream) {
        return carriers(stream).stream()
                .filter(Node::isHealthy)
                .filter(node -> isPublished(node, stream))
                .findFirst();
    }

    private static boolean isPublished(Node node, String stream) {
        StreamLoad load = node.load().streams().get(stream);
        return load != null && load.inputs() > 0 && !load.isReplica();
    }

    /** The nodes that have the stream, healthy or not. */
    public List<Node> carriers(String stream) {
        Carriers carriers = streams.find(stream);
        return carriers == null
                ? List.of()
                : Arrays.stream(carriers.slots())
                        .mapToObj(slot -> nodes[slot])
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList();
    }

    /** The names of all streams of all nodes, in no order. */
    public List<String> streamNames() {
        return streams.names();
    }

    public Weights weights() {
        return parts.weights();
    }

    /** Bytes per second that redirects to the node will need and no report has shown yet. */
    public long addedBandwidth(Node node) {
        return added.get(node.slot());
    }

    /** The parts of a node's score that no request changes. */
    public Score score(Node node) {
        Load load = node.load();
        long used = load.up() + added.get(node.slot());
        return new Score(
                parts.cpu(load), parts.ram(load), used >= load.limit() ? 0 : parts.bandwidth(used, load.limit()));
    }

    /** Three parts of a score. */
    public record Score(int cpu, int ram, int bandwidth) {}

    /** Packs bound and rank into one number each, sorts those, and unpacks. */
    private int[] order() {
        long[] keys = new long[nodes.length];
        int count = 0;
        for (int slot = 0; slot < nodes.length; slot++) {
            if ((columns.state[slot] & Columns.OPEN) != 0) {
                keys[count++] = -Ranking.key(columns.bound[slot], ranks.rank()[slot]);
            }
        }
        Arrays.sort(keys, 0, count);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = ranks.slotOfRank()[Ranking.tie(-keys[i])];
        }
        return order;
    }
}
