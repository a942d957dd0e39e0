package dev.flotilla.control.fleet.uplink;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.uplink.v1.FlowReports;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class MessageCheckTest {
    private static final Event EVENT = Event.newBuilder()
            .setId("evt_" + "0".repeat(32))
            .setOccurredAtMs(1)
            .setType("flow_started")
            .setMessage("A flow started.")
            .build();

    @Test
    void takesWhatIsSound() {
        assertThatCode(() -> check(Health.newBuilder().setMeasuredAtMs(1).setCpu(1)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(EventBatch.newBuilder().addEvents(EVENT))).doesNotThrowAnyException();
    }

    @Test
    void namesFieldAndValue() {
        refused(NodeMessage.newBuilder(), "message must hold something");
        refused(health(Health.newBuilder().setMeasuredAtMs(1).setCpu(Double.NaN)), "health.cpu must be 0 to 1: 'NaN'");
        refused(health(Health.newBuilder()), "health.measured_at_ms must be positive: '0'");
        refused(
                events(EVENT.toBuilder().setId("evt_1").build()),
                "events.id must be 'evt_' and 32 hexadecimal digits: 'evt_1'");
        refused(events(EVENT.toBuilder().setType("Flow Started").build()), "events.type must be lower-case words");
        refused(events(EVENT.toBuilder().setFlowId("x").build()), "events.flow_id must be 'flow_'");
        refused(events(EVENT.toBuilder().setMessage("\0").build()), "events.message must have at most 2000 characters");
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
                        .setEvents(EventBatch.newBuilder().addAllEvents(Collections.nCopies(501, EVENT))),
                "events.events must have at most 500 items: '501'");
    }

    private static void check(Health.Builder health) {
        MessageCheck.check(health(health).build());
    }

    private static void check(EventBatch.Builder batch) {
        MessageCheck.check(NodeMessage.newBuilder().setEvents(batch).build());
    }

    private static NodeMessage.Builder health(Health.Builder health) {
        return NodeMessage.newBuilder().setHealth(health);
    }

    private static NodeMessage.Builder events(Event event) {
        return NodeMessage.newBuilder().setEvents(EventBatch.newBuilder().addEvents(event));
    }

    private static void refused(NodeMessage.Builder message, String sentence) {
        assertThatThrownBy(() -> MessageCheck.check(message.build()))
                .isInstanceOf(InvalidMessage.class)
                .hasMessageStartingWith(sentence);
    }
}
