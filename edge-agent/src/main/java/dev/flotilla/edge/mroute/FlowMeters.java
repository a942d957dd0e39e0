package dev.flotilla.edge.mroute;

import dev.flotilla.proto.flow.v1.ClientReport;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SourceReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Flows, sources, outputs and their clients as metrics, labelled by the flow's id and by their own names. */
final class FlowMeters {
    private static final String FLOW = "flotilla_mroute_flow_";
    private static final String SOURCE = "flotilla_mroute_source_";
    private static final String OUTPUT = "flotilla_mroute_output_";
    private static final String CLIENT = "flotilla_mroute_client_";

    private final MeterRows<FlowView> flows;
    private final MeterRows<SourceReport> sources;
    private final MeterRows<OutputReport> outputs;
    private final MeterRows<ClientReport> clients;

    FlowMeters(MeterRegistry registry) {
        flows = new MeterRows<>(
                registry,
                Map.of(
                        FLOW + "active", flow -> flow.status() == FlowStatus.ACTIVE ? 1 : 0,
                        FLOW + "receiving",
                                flow -> flow.report().getHealth() == FlowHealth.FLOW_HEALTH_RECEIVING ? 1 : 0,
                        FLOW + "longest_turn_ms", flow -> flow.report().getLongestTurnMs(),
                        FLOW + "switch_gap_ms",
                                flow -> flow.report().getSwitches().getLastGapMs()),
                Map.of(FLOW + "switches", flow -> flow.report().getSwitches().getTotal()));
        sources = new MeterRows<>(
                registry,
                Map.of(
                        SOURCE + "connected",
                        source -> source.getConnected() ? 1 : 0,
                        SOURCE + "selected",
                        source -> source.getSelected() ? 1 : 0,
                        SOURCE + "standby",
                        source -> source.getStandby() ? 1 : 0,
                        SOURCE + "bitrate_bps",
                        SourceReport::getBitrateBps,
                        SOURCE + "round_trip_ms",
                        SourceReport::getRoundTripMs,
                        SOURCE + "jitter_ms",
                        SourceReport::getJitterMs),
                sourceCounters());
        outputs = new MeterRows<>(
                registry,
                Map.of(
                        OUTPUT + "connected", output -> output.getConnected() ? 1 : 0,
                        OUTPUT + "bitrate_bps", OutputReport::getBitrateBps,
                        OUTPUT + "clients", OutputReport::getClients,
                        OUTPUT + "round_trip_ms", OutputReport::getRoundTripMs),
                Map.of(
                        OUTPUT + "packets_sent", OutputReport::getPacketsSent,
                        OUTPUT + "bytes_sent", OutputReport::getBytesSent,
                        OUTPUT + "packets_dropped", OutputReport::getPacketsDropped,
                        OUTPUT + "packets_retransmitted", OutputReport::getPacketsRetransmitted,
                        OUTPUT + "disconnections", OutputReport::getDisconnections));
        clients = new MeterRows<>(
                registry,
                Map.of(CLIENT + "round_trip_ms", ClientReport::getRoundTripMs),
                Map.of(
                        CLIENT + "packets_sent", ClientReport::getPacketsSent,
                        CLIENT + "packets_dropped", ClientReport::getPacketsDropped,
                        CLIENT + "packets_retransmitted", ClientReport::getPacketsRetransmitted));
    }

    private static Map<String, ToDoubleFunction<SourceReport>> sourceCounters() {
        Map<String, ToDoubleFunction<SourceReport>> counters = new HashMap<>();
        counters.put("packets_received", SourceReport::getPacketsReceived);
        counters.put("bytes_received", SourceReport::getBytesReceived);
        counters.put("packets_lost", SourceReport::getPacketsLost);
        counters.put("packets_recovered", SourceReport::getPacketsRecovered);
        counters.put("packets_dropped", SourceReport::getPacketsDropped);
        counters.put("continuity_errors", SourceReport::getContinuityErrors);
        counters.put("disconnections", SourceReport::getDisconnections);
        counters.put("ts_sync_loss", source -> source.getStreamErrors().getTsSyncLoss());
        counters.put("sync_byte_errors", source -> source.getStreamErrors().getSyncByteErrors());
        counters.put("pat_errors", source -> source.getStreamErrors().getPatErrors());
        counters.put("pmt_errors", source -> source.getStreamErrors().getPmtErrors());
        counters.put("pid_errors", source -> source.getStreamErrors().getPidErrors());
        counters.put("transport_errors", source -> source.getStreamErrors().getTransportErrors());
        counters.put("crc_errors", source -> source.getStreamErrors().getCrcErrors());
        counters.put("pcr_repetition_errors", source -> source.getStreamErrors().getPcrRepetitionErrors());
        counters.put(
                "pcr_discontinuity_errors", source -> source.getStreamErrors().getPcrDiscontinuityErrors());
        counters.put("pts_errors", source -> source.getStreamErrors().getPtsErrors());
        counters.put("cat_errors", source -> source.getStreamErrors().getCatErrors());
        return counters.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(each -> SOURCE + each.getKey(), Map.Entry::getValue));
    }

    void replace(List<FlowView> newest) {
        Map<Tags, FlowView> flowRows = new HashMap<>();
        Map<Tags, SourceReport> sourceRows = new HashMap<>();
        Map<Tags, OutputReport> outputRows = new HashMap<>();
        Map<Tags, ClientReport> clientRows = new HashMap<>();
        for (FlowView view : newest) {
            Tags flow = Tags.of("flow", view.flow().id().value());
            flowRows.put(flow, view);
            view.report().getSourcesList().forEach(each -> sourceRows.put(flow.and("source", each.getName()), each));
            for (OutputReport each : view.report().getOutputsList()) {
                Tags output = flow.and("output", each.getName());
                outputRows.put(output, each);
                each.getServedList().forEach(client -> clientRows.put(output.and("peer", client.getPeer()), client));
            }
        }
        flows.replace(flowRows);
        sources.replace(sourceRows);
        outputs.replace(outputRows);
        clients.replace(clientRows);
    }
}
