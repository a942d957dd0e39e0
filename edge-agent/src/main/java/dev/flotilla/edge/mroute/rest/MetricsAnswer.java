package dev.flotilla.edge.mroute.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.flotilla.edge.mroute.FlowView;
import dev.flotilla.proto.flow.v1.ClientReport;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SourceReport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The counters of a running flow under mroute's names, and a few more that mroute has no name for. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record MetricsAnswer(
        String flowId,
        String activeSource,
        String status,
        String health,
        long uptimeSeconds,
        List<SourceMetrics> sourceMetrics,
        List<OutputMetrics> outputMetrics,
        long failoverCount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SwitchesAnswer switches,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean mergeActive,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MergeStatsAnswer mergeStats,
        String timestamp) {
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SourceMetrics(
            String name,
            String status,
            boolean connected,
            long bitrateKbps,
            long packetsReceived,
            long packetsLost,
            long packetsRecovered,
            long packetsDropped,
            double roundTripTimeMs,
            double jitterMs,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean sourceSelected,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean mergeActive,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean standby,
            long bytesReceived,
            long continuityErrors,
            StreamErrorsAnswer streamErrors,
            long disconnections,
            int negotiatedLatencyMs,
            String peer,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String tracks) {
        static SourceMetrics of(SourceReport source, boolean isMerge) {
            return new SourceMetrics(
                    source.getName(),
                    FlowAnswer.connection(source.getConnected()),
                    source.getConnected(),
                    kbps(source.getBitrateBps()),
                    source.getPacketsReceived(),
                    source.getPacketsLost(),
                    source.getPacketsRecovered(),
                    source.getPacketsDropped(),
                    source.getRoundTripMs(),
                    source.getJitterMs(),
                    source.getSelected(),
                    isMerge && source.getConnected(),
                    source.getStandby(),
                    source.getBytesReceived(),
                    source.getContinuityErrors(),
                    StreamErrorsAnswer.of(source.getStreamErrors()),
                    source.getDisconnections(),
                    source.getNegotiatedLatencyMs(),
                    source.getPeer(),
                    source.getDetail(),
                    source.getTracks());
        }
    }

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OutputMetrics(
            String name,
            String status,
            boolean connected,
            long bitrateKbps,
            long packetsSent,
            long disconnections,
            long bytesSent,
            long packetsDropped,
            long packetsRetransmitted,
            int clients,
            double roundTripTimeMs,
            int negotiatedLatencyMs,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String tracks,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ClientMetrics> clientMetrics) {
        static OutputMetrics of(OutputReport output) {
            return new OutputMetrics(
                    output.getName(),
                    FlowAnswer.connection(output.getConnected()),
                    output.getConnected(),
                    kbps(output.getBitrateBps()),
                    output.getPacketsSent(),
                    output.getDisconnections(),
                    output.getBytesSent(),
                    output.getPacketsDropped(),
                    output.getPacketsRetransmitted(),
                    output.getClients(),
                    output.getRoundTripMs(),
                    output.getNegotiatedLatencyMs(),
                    output.getDetail(),
                    output.getTracks(),
                    output.getServedList().stream().map(ClientMetrics::of).toList());
        }
    }

    /** One client of an SRT listener; the output's numbers are the sum of these and of those that have left. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ClientMetrics(
            String peer,
            String streamId,
            long servedSeconds,
            double roundTripTimeMs,
            long packetsSent,
            long packetsRetransmitted,
            long packetsDropped,
            int negotiatedLatencyMs) {
        static ClientMetrics of(ClientReport client) {
            return new ClientMetrics(
                    client.getPeer(),
                    client.getStreamId(),
                    Duration.ofMillis(client.getServedMs()).toSeconds(),
                    client.getRoundTripMs(),
                    client.getPacketsSent(),
                    client.getPacketsRetransmitted(),
                    client.getPacketsDropped(),
                    client.getNegotiatedLatencyMs());
        }
    }

    static MetricsAnswer of(FlowView view, Instant now) {
        FlowReport report = view.report();
        return new MetricsAnswer(
                view.flow().id().value(),
                activeSource(report),
                view.status().name(),
                FlowAnswer.health(report.getHealth()),
                uptimeSeconds(view, now),
                report.getSourcesList().stream()
                        .map(each -> SourceMetrics.of(each, report.hasMerge()))
                        .toList(),
                report.getOutputsList().stream().map(OutputMetrics::of).toList(),
                report.getSwitches().getTotal(),
                report.hasSwitches() ? SwitchesAnswer.of(report.getSwitches()) : null,
                report.hasMerge(),
                report.hasMerge() ? MergeStatsAnswer.of(report.getMerge()) : null,
                Timestamps.of(now));
    }

    private static String activeSource(FlowReport report) {
        if (report.hasMerge()) {
            return report.getSourcesList().stream()
                    .map(SourceReport::getName)
                    .collect(Collectors.joining("+", "merged(", ")"));
        }
        return report.getSourcesList().stream()
                .filter(SourceReport::getSelected)
                .findFirst()
                .or(() -> report.getSourcesList().stream().findFirst())
                .map(SourceReport::getName)
                .orElse("");
    }

    /** How long the transport runs; the agent may have been restarted meanwhile. */
    private static long uptimeSeconds(FlowView view, Instant now) {
        Instant started = view.report().getStartedAtMs() > 0
                ? Instant.ofEpochMilli(view.report().getStartedAtMs())
                : view.flow().times().startedAt();
        return started == null ? 0 : Math.max(0, Duration.between(started, now).toSeconds());
    }

    private static long kbps(long bps) {
        return Math.round(bps / 1e3);
    }
}
