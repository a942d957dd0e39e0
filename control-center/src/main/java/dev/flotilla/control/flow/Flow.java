package dev.flotilla.control.flow;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A live stream's way through one node, as the API shows it. Passphrases and keys are never part of it. */
@DefaultNonNull
public record Flow(
        @Id String id,
        @Ignore NodeId onNode,
        String name,
        String description,
        FlowOrigin origin,
        boolean running,
        List<@NonNull Source> sources,
        List<@NonNull Output> outputs,
        Optional<Failover> failover,
        Optional<Merge> merge,
        Optional<Placed> placement,
        Optional<String> notApplied,
        @Name("isApplied") boolean isApplied,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt) {

    /** Where the stream comes from. */
    @DefaultNonNull
    public record Source(
            String name,
            String description,
            Transport transport,
            String address,
            int port,
            Optional<Integer> latencyMs,
            @Name("isEncrypted") boolean isEncrypted,
            Optional<String> streamId,
            @Name("interface") Optional<String> network,
            Optional<String> sender,
            boolean repair,
            Optional<Srt> srt,
            Optional<Choices.Profile> ristProfile,
            Optional<Rtmp> rtmp) {}

    /** Where the stream goes. */
    @DefaultNonNull
    public record Output(
            String name,
            String description,
            @Name("isEnabled") boolean isEnabled,
            Transport transport,
            String address,
            int port,
            Optional<Integer> latencyMs,
            @Name("isEncrypted") boolean isEncrypted,
            Optional<String> streamId,
            @Name("interface") Optional<String> network,
            Optional<Integer> ttl,
            Optional<Integer> dscp,
            Optional<Integer> smoothingMs,
            Optional<FecMatrix> fec,
            Optional<Srt> srt,
            Optional<Choices.Profile> ristProfile,
            Optional<Rtmp> rtmp) {}

    /** What SRT alone has. */
    @DefaultNonNull
    @Name("Srt")
    public record Srt(
            Optional<Integer> peerLatencyMs,
            Optional<String> packetFilter,
            Optional<BigInteger> maxBandwidthBytesPerSecond,
            List<@NonNull Link> links,
            Optional<Choices.Bonding> bonding) {}

    /** A further way to the same listener. */
    @DefaultNonNull
    @Name("SrtLink")
    public record Link(String host, int port) {}

    /** Where on an RTMP server a stream is. */
    @DefaultNonNull
    @Name("Rtmp")
    public record Rtmp(
            Optional<String> app,
            @Name("hasStreamKey") boolean hasStreamKey,
            @Name("tls") boolean isTls) {}

    /** Of how many packets a repair packet is made. */
    @DefaultNonNull
    @Name("FecMatrix")
    public record FecMatrix(int columns, int rows, boolean rowFec) {}

    /** One of two sources feeds the outputs, the other one stands by. */
    @DefaultNonNull
    @Name("Failover")
    public record Failover(
            Optional<Integer> silenceMs,
            Choices.Return returnPolicy,
            int holdOffMs,
            List<@NonNull Integer> requiredPids,
            Optional<Integer> spliceWaitMs,
            Optional<Integer> failureSpliceWaitMs,
            boolean byHandOnly) {}

    /** Two sources carry the same packets. */
    @DefaultNonNull
    @Name("Merge")
    public record Merge(Optional<Integer> windowMs, Choices.Match match) {}

    /** Where a flow of "any node of this cluster" is, and why. */
    @DefaultNonNull
    @Name("FlowPlacement")
    public record Placed(
            @Ignore ClusterId inCluster, int epoch, int moveAfterSeconds, Instant placedAt, String reason) {}
}
