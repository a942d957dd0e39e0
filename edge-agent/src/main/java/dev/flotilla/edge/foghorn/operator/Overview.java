package dev.flotilla.edge.foghorn.operator;

import dev.flotilla.edge.foghorn.balance.Capabilities;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Position;
import dev.flotilla.edge.foghorn.balance.Snapshot;
import dev.flotilla.edge.foghorn.control.Artifacts;
import dev.flotilla.edge.foghorn.control.Artifacts.Held;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The region as programs read it. */
final class Overview {
    private static final int MOST_ARTIFACTS = 500;

    private Overview() {}

    static JsonArray nodes(List<Node> nodes, Snapshot snapshot) {
        return new JsonArray(nodes.stream().map(node -> node(node, snapshot)).toList());
    }

    /** Nodes, and what they have together. */
    static JsonObject full(List<Node> nodes, Snapshot snapshot, Artifacts artifacts) {
        return new JsonObject()
                .put("nodes", nodes(nodes, snapshot))
                .put("node_count", nodes.size())
                .put("streams", streams(snapshot))
                .put("artifacts", artifacts(artifacts));
    }

    private static JsonObject node(Node node, Snapshot snapshot) {
        NodeReport report = node.load().report();
        Set<String> words = node.identity().capabilities().words();
        long added = snapshot.addedBandwidth(node);
        JsonObject json = new JsonObject()
                .put("node_id", node.id())
                .put("node_name", node.identity().name())
                .put("host", node.identity().host())
                .put("public_url", node.identity().publicUrl())
                .put(
                        "roles",
                        new JsonArray(words.stream()
                                .filter(word -> !Capabilities.isKnown(word))
                                .sorted()
                                .toList()))
                .put("operational_mode", Modes.word(node.mode()))
                .put("cap_ingest", words.contains("ingest"))
                .put("cap_edge", words.contains("edge"))
                .put("cap_storage", words.contains("storage"))
                .put("cap_processing", words.contains("processing"))
                .put("location_name", report.getLocation())
                .put("presence", node.presence().name().toLowerCase(Locale.ROOT))
                .put("is_active", node.isHealthy() && !node.isInMaintenance())
                .put("is_stale", !node.presence().isTrusted())
                .put("problem", report.getProblem())
                .put("last_update", report.getMeasuredAtMs() / 1_000)
                .put("cpu_tenths", report.getCpuPermille())
                .put("cpu_percent", report.getCpuPermille() / 10.0)
                .put("ram_max", report.getMemoryBytes())
                .put("ram_current", report.getMemoryUsedBytes())
                .put("ram_percent", percent(report.getMemoryUsedBytes(), report.getMemoryBytes()))
                .put("shm_max", report.getSharedMemoryBytes())
                .put("shm_current", report.getSharedMemoryUsedBytes())
                .put("disk_total_bytes", report.getDiskBytes())
                .put("disk_used_bytes", report.getDiskUsedBytes())
                .put("up_speed", report.getUpBytesPerS())
                .put("down_speed", report.getDownBytesPerS())
                .put("bw_limit", node.load().limit())
                .put("add_bandwidth", added)
                .put("avail_bandwidth", Math.max(0, node.load().limit() - report.getUpBytesPerS() - added))
                .put("viewers", report.getViewers())
                .put("tags", new JsonArray(report.getTagsList()))
                .put("config_streams", new JsonArray(report.getConfiguredStreamsList()))
                .put("streams", streamsOf(node));
        Position position = node.load().position();
        if (position != null) {
            json.put("geo_latitude", position.latitude()).put("geo_longitude", position.longitude());
        }
        return json;
    }

    private static JsonArray streamsOf(Node node) {
        JsonArray streams = new JsonArray();
        node.load()
                .streams()
                .forEach((name, load) -> streams.add(new JsonObject()
                        .put("name", name)
                        .put("viewers", load.viewers())
                        .put("total", load.viewers() + load.inputs() + load.outputs())
                        .put("inputs", load.inputs())
                        .put("bandwidth", load.bytesPerSPerUser())
                        .put("bytes_up", load.bytesUp())
                        .put("bytes_down", load.bytesDown())
                        .put("replicated", load.isReplica())));
        return streams;
    }

    private static JsonArray streams(Snapshot snapshot) {
        return new JsonArray(snapshot.streamNames().stream()
                .sorted()
                .map(name -> new JsonObject()
                        .put("name", name)
                        .put("is_live", snapshot.isLive(name))
                        .put(
                                "instances",
                                new JsonArray(snapshot.carriers(name).stream()
                                        .map(node -> instance(node, name))
                                        .toList())))
                .toList());
    }

    private static JsonObject instance(Node node, String stream) {
        JsonObject instance = new JsonObject().put("node_id", node.id());
        var load = node.load().streams().get(stream);
        return load == null
                ? instance
                : instance.put("viewers", load.viewers())
                        .put("inputs", load.inputs())
                        .put("replicated", load.isReplica());
    }

    /** The newest ones, each once with the nodes that hold it. */
    private static JsonArray artifacts(Artifacts artifacts) {
        Map<String, List<Held>> byHash = artifacts.all().stream()
                .collect(Collectors.groupingBy(held -> held.artifact().getHash()));
        return new JsonArray(byHash.values().stream()
                .filter(held -> held.getFirst().artifact().getStatus() != Artifact.Status.STATUS_DELETED)
                .sorted(Comparator.comparingLong(
                                (List<Held> held) -> held.getFirst().artifact().getCreatedAtMs())
                        .reversed())
                .limit(MOST_ARTIFACTS)
                .map(Overview::artifact)
                .toList());
    }

    private static JsonObject artifact(List<Held> holders) {
        Artifact artifact = holders.getFirst().artifact();
        return new JsonObject()
                .put("hash", artifact.getHash())
                .put("type", word(artifact.getKind().name(), "KIND_"))
                .put("status", word(artifact.getStatus().name(), "STATUS_"))
                .put("stream_name", artifact.getStream())
                .put("title", artifact.getTitle())
                .put("format", artifact.getFormat())
                .put("size_bytes", artifact.getSizeBytes())
                .put("created_at", artifact.getCreatedAtMs() / 1_000)
                .put(
                        "nodes",
                        new JsonArray(holders.stream()
                                .map(held -> held.node().value())
                                .toList()));
    }

    private static String word(String constant, String prefix) {
        return constant.substring(prefix.length()).toLowerCase(Locale.ROOT);
    }

    private static double percent(long used, long total) {
        return total <= 0 ? 0 : Math.round(used * 1_000.0 / total) / 10.0;
    }
}
