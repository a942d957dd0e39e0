package dev.flotilla.edge.mroute;

import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.edge.mroute.flow.LocalFlow;
import dev.flotilla.edge.uplink.FlowReporting;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.node.v1.ProbeReport;
import dev.flotilla.proto.uplink.v1.LocalFlows;
import java.util.List;
import java.util.function.Supplier;

/** What the control center is told about this node's flows. */
final class Reporting implements FlowReporting {
    private final Flows flows;
    private final Supplier<List<ProbeReport>> probes;

    Reporting(Flows flows, Supplier<List<ProbeReport>> probes) {
        this.flows = flows;
        this.probes = probes;
    }

    @Override
    public List<FlowReport> reports() {
        return flows.list().stream().map(view -> withoutClients(view.report())).toList();
    }

    /** Who watches is asked for on the node; the sums go up. */
    private static FlowReport withoutClients(FlowReport report) {
        FlowReport.Builder sums = report.toBuilder();
        sums.getOutputsBuilderList().forEach(OutputReport.Builder::clearServed);
        return sums.build();
    }

    @Override
    public LocalFlows local() {
        LocalFlows.Builder local = LocalFlows.newBuilder();
        flows.list().stream()
                .map(FlowView::flow)
                .filter(LocalFlow.class::isInstance)
                .map(Flow::spec)
                .map(Reporting::withoutSecrets)
                .forEach(local::addFlows);
        return local.build();
    }

    @Override
    public List<ProbeReport> probes() {
        return probes.get();
    }

    private static FlowSpec withoutSecrets(FlowSpec flow) {
        FlowSpec.Builder clean = flow.toBuilder();
        for (Source.Builder source : clean.getSourcesBuilderList()) {
            switch (source.getTransportCase()) {
                case SRT_LISTENER ->
                    source.getSrtListenerBuilder().getOptionsBuilder().clearPassphrase();
                case SRT_CALLER ->
                    source.getSrtCallerBuilder().getOptionsBuilder().clearPassphrase();
                case RIST -> source.getRistBuilder().clearSecret();
                case RTMP_LISTENER -> source.getRtmpListenerBuilder().clearStreamKey();
                case RTMP_CALLER -> source.getRtmpCallerBuilder().clearStreamKey();
                case UDP, RTP, TRANSPORT_NOT_SET -> {}
            }
        }
        for (Output.Builder output : clean.getOutputsBuilderList()) {
            switch (output.getTransportCase()) {
                case SRT_LISTENER ->
                    output.getSrtListenerBuilder().getOptionsBuilder().clearPassphrase();
                case SRT_CALLER ->
                    output.getSrtCallerBuilder().getOptionsBuilder().clearPassphrase();
                case RIST -> output.getRistBuilder().clearSecret();
                case RTMP -> output.getRtmpBuilder().clearStreamKey();
                case UDP, RTP, TRANSPORT_NOT_SET -> {}
            }
        }
        return clean.build();
    }
}
