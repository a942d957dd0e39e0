package dev.flotilla.edge.foghorn;

import dev.flotilla.edge.foghorn.balance.Capabilities;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.RegionSettings;
import dev.flotilla.edge.foghorn.balance.Weights;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A region of idle nodes that report what a test says, with the outputs of a real MistServer 3.10. */
public final class TestRegion {
    public static final String TENANT = "tenant_0000000000000001";

    private static final Map<String, String> OUTPUTS = Map.ofEntries(
            Map.entry("CMAF", "http://HOST:8080/cmaf/$/"),
            Map.entry("DTSC", "dtsc://HOST/$"),
            Map.entry("EBML", "http://HOST:8080/$.webm"),
            Map.entry("HLS", "http://HOST:8080/hls/$/index.m3u8"),
            Map.entry("HTTP", "http://HOST:8080/$.html"),
            Map.entry("HTTPTS", "http://HOST:8080/$.ts"),
            Map.entry("RTMP", "rtmp://HOST/play/$"),
            Map.entry("RTSP", "rtsp://HOST:5554/$"),
            Map.entry("TSSRT", "srt://HOST/?streamid=$"),
            Map.entry("WebRTC", "ws://HOST:18203/webrtc/$"));

    public final Region region = new Region(RegionSettings.DEFAULT, Weights.DEFAULT, System::nanoTime);

    /** "node_" and the number in 16 digits. */
    public static NodeId id(int number) {
        return new NodeId("node_%016x".formatted(number));
    }

    /** Node 7 is at 127.0.0.7, and the public reaches it at https://edge-7.example.org. */
    public TestRegion node(int number, NodeStream... streams) {
        return node(number, "https://edge-" + number + ".example.org", streams);
    }

    public TestRegion node(int number, String publicUrl, NodeStream... streams) {
        String host = "127.0.0." + number;
        region.register(
                new Node.Identity(
                        id(number).value(),
                        TENANT,
                        "edge-" + number,
                        host + ":4242",
                        publicUrl,
                        Capabilities.of(List.of("ingest", "edge")),
                        publicUrl.isEmpty()),
                Set.of(ClientAddress.parse(host)),
                Mode.newBuilder().setKind(Mode.Kind.KIND_NORMAL).build());
        return report(number, streams);
    }

    public TestRegion report(int number, NodeStream... streams) {
        return report(number, 100, streams);
    }

    public TestRegion report(int number, int cpuPermille, NodeStream... streams) {
        region.report(
                id(number).value(),
                NodeReport.newBuilder()
                        .setIsHealthy(true)
                        .setCpuPermille(cpuPermille)
                        .setMemoryBytes(16L << 30)
                        .setMemoryUsedBytes(1L << 30)
                        .setSharedMemoryBytes(16L << 30)
                        .setBandwidthLimit(128L << 20)
                        .setLatitude(52.37)
                        .setLongitude(4.9)
                        .setLocation("Amsterdam")
                        .putAllOutputs(OUTPUTS)
                        .addAllStreams(List.of(streams))
                        .build());
        return this;
    }

    /** A stream that is published to the node. */
    public static NodeStream live(String name, int viewers) {
        return NodeStream.newBuilder()
                .setName("live+" + name)
                .setInputs(1)
                .setViewers(viewers)
                .build();
    }

    /** A stream that the node pulls from another one. */
    public static NodeStream replica(String name, int viewers) {
        return live(name, viewers).toBuilder().setIsReplica(true).build();
    }
}
