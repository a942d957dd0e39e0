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
                        FLOW + "longest_turn_ms", flow -> flow.report().getLongestTurnMs()),
                Map.of());
        sources = new MeterRows<>(
                registry,
                Map.of(
                        SOURCE + "connected", source -> source.getConnected() ? 1 : 0,
                        SOURCE + "bitrate_bps", SourceReport::getBitrateBps,
                        SOURCE + "round_trip_ms", SourceReport::getRoundTripMs,
                        SOURCE + "jitter_ms", SourceReport::getJitterMs),
                Map.of(
                        SOURCE + "packets_received", SourceReport::getPacketsReceived,
                        SOURCE + "bytes_received", SourceReport::getBytesReceived,
                        SOURCE + "packets_lost", SourceReport::getPacketsLost,
                        SOURCE + "packets_recovered", SourceReport::getPacketsRecovered,
                        SOURCE + "packets_dropped", SourceReport::getPacketsDropped,
                        SOURCE + "continuity_errors", SourceReport::getContinuityErrors,
                        SOURCE + "disconnections", SourceReport::getDisconnections));
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
