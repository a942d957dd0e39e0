package dev.flotilla.control.flow;

import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.MergeReport;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SourceReport;
import dev.flotilla.proto.flow.v1.SwitchReport;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** How a flow runs, as its node last said. */
@DefaultNonNull
public record FlowStatus(
        Health health,
        Optional<String> detail,
        Optional<Instant> startedAt,
        Instant reportedAt,
        List<@NonNull SourceStatus> sources,
        List<@NonNull OutputStatus> outputs,
        Optional<Switches> switches,
        Optional<MergeStatus> merge) {

    /** Whether media flows. */
    @Name("FlowHealth")
    public enum Health {
        STOPPED,
        WAITING,
        RECEIVING,
        DEGRADED,
        NO_SOURCE
    }

    /** How often another source took over, of a flow with two. */
    @DefaultNonNull
    @Name("SourceSwitches")
    public record Switches(long total, double lastGapMs) {}

    /** What became of two sources that are merged. */
    @DefaultNonNull
    @Name("MergeStatus")
    public record MergeStatus(long packets, long lostOnAll, List<@NonNull Path> paths) {
        /** What one of them brought. */
        @DefaultNonNull
        @Name("MergePath")
        public record Path(String source, long packets, long lost, long late, double skewMs) {}
    }

    /** What one source receives; counters since the flow's start. */
    @DefaultNonNull
    @Name("SourceStatus")
    public record SourceStatus(
            String name,
            @Name("isConnected") boolean isConnected,
            @Name("isSelected") boolean isSelected,
            @Name("isStandby") boolean isStandby,
            long bitrateBps,
            long packetsReceived,
            long packetsLost,
            long packetsRecovered,
            long packetsDropped,
            double roundTripMs,
            double jitterMs,
            long continuityErrors,
            long disconnections,
            Optional<String> peer,
            Optional<Integer> negotiatedLatencyMs,
            Optional<String> tracks,
            Optional<String> detail) {}

    /** What one output sends; counters since the flow's start. */
    @DefaultNonNull
    @Name("OutputStatus")
    public record OutputStatus(
            String name,
            @Name("isConnected") boolean isConnected,
            long bitrateBps,
            long packetsSent,
            long packetsDropped,
            long disconnections,
            int clients,
            double roundTripMs,
            Optional<Integer> negotiatedLatencyMs,
            Optional<String> detail) {}

    static FlowStatus of(FlowReport report, Instant reportedAt) {
        return new FlowStatus(
                healthOf(report),
                text(report.getDetail()),
                report.getStartedAtMs() == 0
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(report.getStartedAtMs())),
                reportedAt,
                report.getSourcesList().stream().map(FlowStatus::of).toList(),
                report.getOutputsList().stream().map(FlowStatus::of).toList(),
                report.hasSwitches() ? Optional.of(of(report.getSwitches())) : Optional.empty(),
                report.hasMerge() ? Optional.of(of(report.getMerge())) : Optional.empty());
    }

    private static Switches of(SwitchReport switches) {
        return new Switches(switches.getTotal(), switches.getLastGapMs());
    }

    private static MergeStatus of(MergeReport merge) {
        return new MergeStatus(
                merge.getPackets(),
                merge.getLostOnAll(),
                merge.getPathsList().stream()
                        .map(path -> new MergeStatus.Path(
                                path.getSource(), path.getPackets(), path.getLost(), path.getLate(), path.getSkewMs()))
                        .toList());
    }

    private static SourceStatus of(SourceReport source) {
        return new SourceStatus(
                source.getName(),
                source.getConnected(),
                source.getSelected(),
                source.getStandby(),
                source.getBitrateBps(),
                source.getPacketsReceived(),
                source.getPacketsLost(),
                source.getPacketsRecovered(),
                source.getPacketsDropped(),
                source.getRoundTripMs(),
                source.getJitterMs(),
                source.getContinuityErrors(),
                source.getDisconnections(),
                text(source.getPeer()),
                positive(source.getNegotiatedLatencyMs()),
                text(source.getTracks()),
                text(source.getDetail()));
    }

    private static OutputStatus of(OutputReport output) {
        return new OutputStatus(
                output.getName(),
                output.getConnected(),
                output.getBitrateBps(),
                output.getPacketsSent(),
                output.getPacketsDropped(),
                output.getDisconnections(),
                output.getClients(),
                output.getRoundTripMs(),
                positive(output.getNegotiatedLatencyMs()),
                text(output.getDetail()));
    }

    /** A health that this version does not know is at least no reason to say that all is well. */
    private static Health healthOf(FlowReport report) {
        return switch (report.getHealth()) {
            case FLOW_HEALTH_STOPPED -> Health.STOPPED;
            case FLOW_HEALTH_WAITING -> Health.WAITING;
            case FLOW_HEALTH_RECEIVING -> Health.RECEIVING;
            case FLOW_HEALTH_NO_SOURCE -> Health.NO_SOURCE;
            case FLOW_HEALTH_DEGRADED, FLOW_HEALTH_UNSPECIFIED, UNRECOGNIZED -> Health.DEGRADED;
        };
    }

    private static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static Optional<Integer> positive(int value) {
        return value > 0 ? Optional.of(value) : Optional.empty();
    }
}
