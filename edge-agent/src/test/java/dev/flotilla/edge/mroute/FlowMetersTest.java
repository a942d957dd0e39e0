package dev.flotilla.edge.mroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.mroute.flow.LocalFlow;
import dev.flotilla.proto.flow.v1.FlowReport;
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
    void goWithTheFlow() {
        meters.replace(List.of(view(10)));
        meters.replace(List.of());
        assertThat(registry.getMeters()).isEmpty();
    }

    private FlowView view(long packets) {
        FlowReport report = FlowReport.newBuilder()
                .addSources(SourceReport.newBuilder().setName("in").setPacketsReceived(packets))
                .build();
        return new FlowView(flow, FlowStatus.ACTIVE, report);
    }
}
