package dev.flotilla.control.fleet.uplink;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.uplink.v1.FlowReports;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class MessageCheckTest {
    @Test
    void takesWhatIsSound() {
        assertThatCode(() -> check(Health.newBuilder().setMeasuredAtMs(1).setCpu(1)))
                .doesNotThrowAnyException();
    }

    @Test
    void namesFieldAndValue() {
        refused(NodeMessage.newBuilder(), "message must hold something");
        refused(health(Health.newBuilder().setMeasuredAtMs(1).setCpu(Double.NaN)), "health.cpu must be 0 to 1: 'NaN'");
        refused(health(Health.newBuilder()), "health.measured_at_ms must be positive: '0'");
        refused(
                NodeMessage.newBuilder()
                        .setFlows(FlowReports.newBuilder()
                                .addReports(FlowReport.newBuilder().setFlowId("x"))),
                "flows.reports.flow_id must be 'flow_'");
    }

    @Test
    void refusesMoreThanItCouldHold() {
        refused(
                NodeMessage.newBuilder()
                        .setFlows(FlowReports.newBuilder()
                                .addAllReports(Collections.nCopies(501, FlowReport.getDefaultInstance()))),
                "flows.reports must have at most 500 items: '501'");
    }

    private static void check(Health.Builder health) {
        MessageCheck.check(health(health).build());
    }

    private static NodeMessage.Builder health(Health.Builder health) {
        return NodeMessage.newBuilder().setHealth(health);
    }

    private static void refused(NodeMessage.Builder message, String sentence) {
        assertThatThrownBy(() -> MessageCheck.check(message.build()))
                .isInstanceOf(InvalidMessage.class)
                .hasMessageStartingWith(sentence);
    }
}
