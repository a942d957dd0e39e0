package dev.flotilla.edge.helmsman.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.helmsman.mist.MistConfig.Location;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SourceReport;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.node.v1.Health;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeReportsTest {
    @Test
    void reportsANodeWithoutMistServerByItsMachineAndFlows() {
        FlowReport flow = FlowReport.newBuilder()
                .setFlowId("flow_1")
                .setHealth(FlowHealth.FLOW_HEALTH_RECEIVING)
                .addSources(SourceReport.newBuilder().setConnected(true).setBytesReceived(10))
                .addOutputs(OutputReport.newBuilder().setClients(3).setBytesSent(30))
                .build();
        NodeReport report = NodeReports.alone(
                new NodeReports.Alone(1_000, new Location(52.37, 4.9, "AMS"), List.of("eu")),
                Health.newBuilder()
                        .setCpu(0.25)
                        .setMemoryBytes(100)
                        .setMemoryUsedBytes(50)
                        .setNetworkOutBps(8_000)
                        .build(),
                new SharedMemory(10, 1),
                List.of(
                        flow,
                        FlowReport.newBuilder()
                                .setHealth(FlowHealth.FLOW_HEALTH_STOPPED)
                                .build()));
        assertThat(report.getIsHealthy()).isTrue();
        assertThat(report.getCpuPermille()).isEqualTo(250);
        assertThat(report.getUpBytesPerS()).isEqualTo(1_000);
        assertThat(report.getBandwidthLimit()).isEqualTo(1_000);
        assertThat(report.getStreamsList()).singleElement().satisfies(stream -> {
            assertThat(stream.getName()).isEqualTo("flow_1");
            assertThat(stream.getViewers()).isEqualTo(3);
            assertThat(stream.getInputs()).isOne();
            assertThat(stream.getBytesUp()).isEqualTo(30);
        });
    }

    @Test
    void callsANodeUnfitAboveNineTenthsOfItsMemory() {
        assertThat(NodeHealth.problem(100, 90, 100, 90)).isEmpty();
        assertThat(NodeHealth.problem(100, 91, 100, 0)).hasValue("Memory is 91 % used.");
        assertThat(NodeHealth.problem(100, 0, 100, 91)).hasValue("Shared memory is 91 % used.");
        assertThat(NodeHealth.problem(0, 0, 0, 0)).isEmpty();
    }
}
