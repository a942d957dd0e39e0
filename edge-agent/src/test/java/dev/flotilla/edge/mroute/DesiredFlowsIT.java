package dev.flotilla.edge.mroute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.uplink.Owner;
import dev.flotilla.id.FlowId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtListener;
import dev.flotilla.proto.flow.v1.SrtOptions;
import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.proto.uplink.v1.NotApplied;
import dev.flotilla.unit.Generation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesiredFlowsIT {
    private static final String A = "flow_00000000000000aa";
    private static final String B = "flow_00000000000000bb";

    private static final Owner HOME = new Owner("ca1", TenantId.random(), NodeId.random());

    private final FakeEngine engine = new FakeEngine();

    @TempDir
    Path folder;

    @Test
    void followsAndRemembersTheNewestGeneration() {
        try (TestNode node = new TestNode(folder, engine)) {
            DesiredStateResult result = node.desired.apply(HOME, desired(3, flow(A, 5000), flow(B, 5001)));
            assertThat(result.getAppliedFlowIdsList()).containsExactly(A, B);
            node.desired.apply(HOME, desired(4, flow(A, 5000)));
            assertThat(engine.running).containsOnlyKeys(new FlowId(A));
        }
        engine.takeTold();
        try (TestNode again = new TestNode(folder, engine)) {
            assertThat(again.desired.held(HOME)).isEqualTo(new Generation(4));
            assertThat(again.flows.get(A).isManaged()).isTrue();
            assertThat(again.flows.count()).isEqualTo(1);
            assertThat(engine.takeTold()).isEmpty();
        }
    }

    @Test
    void startsAnewUnderAnotherOwnerAndKeepsWhatIsLocal() {
        Owner otherTenant = new Owner(HOME.authority(), TenantId.random(), HOME.node());
        Owner otherCenter = new Owner("ca2", HOME.tenant(), HOME.node());
        try (TestNode node = new TestNode(folder, engine)) {
            node.flows.create(TestDocuments.flow("mine", 6000));
            node.desired.apply(HOME, desired(40, flow(A, 5000), flow(B, 5001)));
            assertThat(node.desired.hasForeignFlows(HOME)).isFalse();
        }
        try (TestNode node = new TestNode(folder, engine)) {
            for (Owner other : List.of(otherTenant, otherCenter)) {
                assertThat(node.desired.held(other)).isEqualTo(Generation.NONE);
                assertThat(node.desired.hasForeignFlows(other)).isTrue();
            }
            assertThat(engine.running).containsOnlyKeys(new FlowId(A), new FlowId(B));

            DesiredStateResult result = node.desired.apply(otherTenant, desired(2, flow(B, 5000)));
            assertThat(result.getAppliedFlowIdsList()).containsExactly(B);
            assertThat(engine.running.values()).containsExactly(flow(B, 5000));
            assertThat(node.flows.count()).isEqualTo(2);
            assertThat(node.desired.held(otherTenant)).isEqualTo(new Generation(2));
            assertThat(node.desired.held(HOME)).isEqualTo(Generation.NONE);
        }
    }

    @Test
    void leavesNothingOfTheFormerOwnerWhereTheNewOneWantsWhatCannotBe() {
        Owner other = new Owner("ca2", TenantId.random(), NodeId.random());
        try (TestNode node = new TestNode(folder, engine)) {
            node.desired.apply(HOME, desired(40, flow(A, 5000)));
            assertThat(node.desired.apply(other, desired(1, flow(A, 70_000))).getNotAppliedCount())
                    .isEqualTo(1);
            assertThat(node.flows.count()).isZero();
            assertThat(engine.running).isEmpty();
        }
    }

    @Test
    void refusesAnOlderGenerationAsAWhole() {
        try (TestNode node = new TestNode(folder, engine)) {
            node.desired.apply(HOME, desired(5, flow(A, 5000)));
            DesiredStateResult result = node.desired.apply(HOME, desired(4));
            assertThat(result.getRefused()).isEqualTo("generation 4 is older than generation 5, which the node holds");
            assertThat(node.flows.count()).isEqualTo(1);
            assertThat(node.desired.held(HOME)).isEqualTo(new Generation(5));
        }
    }

    @Test
    void neverTouchesALocalFlow() {
        try (TestNode node = new TestNode(folder, engine)) {
            FlowView local = node.flows.create(TestDocuments.flow("mine", 5000));
            String id = local.flow().id().value();
            DesiredStateResult result =
                    node.desired.apply(HOME, desired(1, flow(id, 6000), flow(A, 5000), flow(B, 5001)));
            assertThat(result.getAppliedFlowIdsList()).containsExactly(B);
            assertThat(result.getNotAppliedList())
                    .extracting(NotApplied::getReason)
                    .containsExactly(
                            "flow " + id + " was made on the node itself and is not touched",
                            "source in: ingest_port 5000 is already used by source in of flow " + id + " (mine)");
            assertThat(node.flows.get(id).flow().name()).isEqualTo("mine");
            node.desired.apply(HOME, desired(2));
            assertThat(node.flows.count()).isEqualTo(1);
        }
    }

    @Test
    void keepsTheOldDefinitionWhereTheNewOneIsWrong() {
        try (TestNode node = new TestNode(folder, engine)) {
            node.desired.apply(HOME, desired(1, flow(A, 5000)));
            DesiredStateResult result = node.desired.apply(HOME, desired(2, flow(A, 70_000)));
            assertThat(result.getNotApplied(0).getReason())
                    .isEqualTo("source in: invalid ingest_port 70000 (must be 1-65535)");
            assertThat(engine.running.values()).containsExactly(flow(A, 5000));
        }
    }

    @Test
    void saysWhatTheEngineRefused() {
        try (TestNode node = new TestNode(folder, engine)) {
            engine.refuses.put(new FlowId(A), "port 5000: address already in use");
            DesiredStateResult result = node.desired.apply(HOME, desired(1, flow(A, 5000)));
            assertThat(result.getNotApplied(0).getReason()).isEqualTo("port 5000: address already in use");
        }
    }

    @Test
    void refusesToChangeAManagedFlowThroughTheLocalApi() {
        try (TestNode node = new TestNode(folder, engine)) {
            node.desired.apply(HOME, desired(1, flow(A, 5000)));
            String sentence = "flow " + A + " is managed by the control center";
            assertThatThrownBy(() -> node.flows.stop(A)).hasMessage(sentence);
            assertThatThrownBy(() -> node.flows.delete(A)).hasMessage(sentence);
            assertThatThrownBy(() -> node.flows.edit(A, flow -> flow)).hasMessage(sentence);
        }
    }

    @Test
    void tellsTheControlCenterOfLocalFlowsWithoutTheirSecrets() {
        try (TestNode node = new TestNode(folder, engine)) {
            node.desired.apply(HOME, desired(1, flow(A, 5000)));
            node.flows.create(TestDocuments.flow("""
                    {'name':'mine','source':{'name':'s','protocol':'srt-listener','ingest_port':5001,
                    'decryption':{'passphrase':'correct horse'}}}
                    """));
            Reporting reporting = new Reporting(node.flows, List::of);
            assertThat(reporting.local().getFlowsList())
                    .extracting(FlowSpec::getName)
                    .containsExactly("mine");
            assertThat(reporting.local().toString()).doesNotContain("correct horse");
            assertThat(reporting.reports()).hasSize(2);
        }
    }

    private static DesiredState desired(long generation, FlowSpec... flows) {
        return DesiredState.newBuilder()
                .setGeneration(generation)
                .addAllFlows(List.of(flows))
                .build();
    }

    private static FlowSpec flow(String id, int port) {
        return FlowSpec.newBuilder()
                .setId(id)
                .setName("from the center")
                .setRunning(true)
                .addSources(Source.newBuilder()
                        .setName("in")
                        .setSrtListener(SrtListener.newBuilder()
                                .setPort(port)
                                .setOptions(SrtOptions.newBuilder().setPassphrase("correct horse"))))
                .build();
    }
}
