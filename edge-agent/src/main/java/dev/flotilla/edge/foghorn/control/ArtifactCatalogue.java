package dev.flotilla.edge.foghorn.control;

import dev.flotilla.id.NodeId;
import dev.flotilla.proto.event.v1.Artifact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The clips and recordings of all nodes: of each node what it last told, for as long as it is not forgotten. */
final class ArtifactCatalogue implements Artifacts {
    private static final int MOST_OF_A_NODE = 50_000;

    private final Map<NodeId, Map<String, Artifact>> byNode = new ConcurrentHashMap<>();
    private final List<Consumer<Held>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public List<Held> all() {
        return byNode.entrySet().stream()
                .flatMap(node -> node.getValue().values().stream().map(artifact -> new Held(node.getKey(), artifact)))
                .toList();
    }

    @Override
    public List<Held> of(String hash) {
        return byNode.entrySet().stream()
                .flatMap(node ->
                        Stream.ofNullable(node.getValue().get(hash)).map(artifact -> new Held(node.getKey(), artifact)))
                .toList();
    }

    @Override
    public void listen(Consumer<Held> listener) {
        listeners.add(listener);
    }

    /**
     * What a node tells: everything that it has, or what changed. A deleted one is told of and then is not there any more.
     *
     * @throws InvalidMessage when that would be more than a node may have; what was known stays
     */
    void take(NodeId node, dev.flotilla.proto.foghorn.v1.Artifacts told) {
        List<Held> news = new ArrayList<>();
        byNode.compute(node, (_, before) -> {
            Map<String, Artifact> known = before == null ? Map.of() : before;
            Map<String, Artifact> after = told.getIsComplete() ? new HashMap<>() : new HashMap<>(known);
            for (Artifact artifact : told.getArtifactsList()) {
                if (artifact.getStatus() == Artifact.Status.STATUS_DELETED) {
                    after.remove(artifact.getHash());
                } else {
                    after.put(artifact.getHash(), artifact);
                }
                if (!artifact.equals(known.get(artifact.getHash()))) {
                    news.add(new Held(node, artifact));
                }
            }
            if (after.size() > MOST_OF_A_NODE) {
                throw new InvalidMessage(
                        "artifacts.artifacts", after.size(), "must be at most %d together".formatted(MOST_OF_A_NODE));
            }
            return after.isEmpty() ? null : Map.copyOf(after);
        });
        news.forEach(held -> listeners.forEach(listener -> listener.accept(held)));
    }

    void forget(NodeId node) {
        byNode.remove(node);
    }
}
