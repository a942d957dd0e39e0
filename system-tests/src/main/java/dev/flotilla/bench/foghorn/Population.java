package dev.flotilla.bench.foghorn;

import dev.flotilla.edge.foghorn.balance.Capabilities;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Nodes all over the world, each with its share of the streams: every stream on three nodes, or on all where there are fewer, and one
 * stream ("live+hot") on all of them.
 */
final class Population {
    static final String HOT = "live+hot";
    private static final int CARRIERS = 3;
    private static final long LIMIT = 1_250_000_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<NodeReport> reports = new ArrayList<>();

    Population(int nodes, int streams) {
        for (int node = 0; node < nodes; node++) {
            NodeReport.Builder report = NodeReport.newBuilder()
                    .setIsHealthy(true)
                    .setMemoryBytes(64L << 30)
                    .setBandwidthLimit(LIMIT)
                    .setLatitude(random.nextDouble(-60, 60))
                    .setLongitude(random.nextDouble(-180, 180))
                    .putOutputs("HLS", "http://HOST:8080/hls/$/index.m3u8")
                    .setViewers(1_000);
            for (int stream = 0; stream < streams; stream++) {
                if (Math.floorMod(stream - node, nodes) < CARRIERS) {
                    report.addStreams(stream("live+" + stream, Math.floorMod(stream - node, nodes) > 0));
                }
            }
            reports.add(report.addStreams(stream(HOT, node > 0)).build());
        }
    }

    private static NodeStream stream(String name, boolean isReplica) {
        return NodeStream.newBuilder()
                .setName(name)
                .setViewers(10)
                .setInputs(1)
                .setBytesUp(1_000_000)
                .setIsReplica(isReplica)
                .build();
    }

    int count() {
        return reports.size();
    }

    private static String id(int node) {
        return "node-%04d".formatted(node);
    }

    void register(Region region) {
        for (int node = 0; node < count(); node++) {
            var identity = new Node.Identity(
                    id(node),
                    "",
                    id(node),
                    "edge-%04d.example.org:4242".formatted(node),
                    "https://edge-%04d.example.org".formatted(node),
                    Capabilities.of(List.of("edge", "ingest")),
                    false);
            region.register(identity, Set.of(), Mode.getDefaultInstance());
            report(region, node);
        }
    }

    /** As the node would now, with other figures than before. */
    void report(Region region, int node) {
        NodeReport report = reports.get(node).toBuilder()
                .setCpuPermille(random.nextInt(100, 700))
                .setMemoryUsedBytes(random.nextLong(8L << 30, 40L << 30))
                .setUpBytesPerS(random.nextLong(LIMIT / 10, LIMIT / 2))
                .build();
        region.report(id(node), report);
    }
}
