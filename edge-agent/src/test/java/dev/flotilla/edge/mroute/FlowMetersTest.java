package dev.flotilla.edge.mroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.mroute.flow.LocalFlow;
import dev.flotilla.proto.flow.v1.ClientReport;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SourceReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FlowMeters meters = new FlowMeters(registry);
    private final LocalFlow flow = LocalFlow.create(TestDocuments.flow("f", 5000), Instant.EPOCH);

    @Test
    void followTheNewestReport() {
        meters.replace(List.of(view(10)));
        meters.replace(List.of(view(25)));
        assertThat(registry.get("flotilla_mroute_source_packets_received")
                        .tag("flow", flow.id().value())
                        .tag("source", "in")
                        .functionCounter()
                        .count())
                .isEqualTo(25);
        assertThat(registry.get("flotilla_mroute_flow_active").gauge().value()).isEqualTo(1);
    }

    @Test
    void tellClientsApart() {
        meters.replace(List.of(view(10)));
        assertThat(registry.get("flotilla_mroute_client_packets_sent")
                        .tag("output", "out")
                        .tag("peer", "192.0.2.7:5000")
                        .functionCounter()
                        .count())
                .isEqualTo(7);
    }

    @Test
    void goWithTheFlow() {
        meters.replace(List.of(view(10)));
        meters.replace(List.of());
        assertThat(registry.getMeters()).isEmpty();
    }

    private FlowView view(long packets) {
        FlowReport report = FlowReport.newBuilder()
                .addSources(SourceReport.newBuilder().setName("in").setPacketsReceived(packets))
                .addOutputs(OutputReport.newBuilder()
                        .setName("out")
                        .addServed(ClientReport.newBuilder()
                                .setPeer("192.0.2.7:5000")
                                .setPacketsSent(7)))
                .build();
        return new FlowView(flow, FlowStatus.ACTIVE, report);
    }
}
