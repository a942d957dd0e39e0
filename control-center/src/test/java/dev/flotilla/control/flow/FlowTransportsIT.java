package dev.flotilla.control.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.TestMachine;
import dev.flotilla.control.fleet.uplink.DesiredFlows;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.flow.v1.FailoverReturn;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.MergeMatch;
import dev.flotilla.proto.flow.v1.RistProfile;
import dev.flotilla.proto.flow.v1.SrtBonding;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A flow of the control center holds what a node can run: every transport, and two sources that work together. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class FlowTransportsIT {
    private static final String FLOW = """
        ... on Flow { id
          sources { name transport address port latencyMs isEncrypted sender repair ristProfile
            srt { packetFilter peerLatencyMs links { host port } bonding } rtmp { app hasStreamKey tls } }
          outputs { name transport port dscp isEncrypted ristProfile fec { columns rows rowFec } rtmp { app hasStreamKey tls } }
          failover { silenceMs returnPolicy holdOffMs requiredPids byHandOnly } merge { windowMs match } }\
        """;

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    DesiredFlows desired;

    private TenantId tenant;
    private NodeId node;
    private GraphQLClient owner;

    @BeforeEach
    void oneNode() {
        tenant = people.tenant();
        node = new NodeId(
                TestFleet.enrol(TestMachine.random(), fleet.token(tenant, 1).secret())
                        .statusCode(201)
                        .extract()
                        .path("node_id"));
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
    }

    @Test
    void ristInAndOutWithItsSharedKey() {
        create(
                        List.of(source(
                                "a",
                                "RIST",
                                9000,
                                Map.of("ristProfile", "MAIN", "passphrase", "open sesame", "latencyMs", 700))),
                        List.of(output("b", "RIST", "10.0.0.1", 8000, Map.of("ristProfile", "SIMPLE"))),
                        Map.of())
                .body("sources[0].ristProfile", equalTo("MAIN"))
                .body("sources[0].isEncrypted", equalTo(true))
                .body("sources[0].latencyMs", equalTo(700))
                .body("outputs[0].ristProfile", equalTo("SIMPLE"))
                .body(not(containsString("open sesame")));
        FlowSpec spec = wanted();
        assertThat(spec.getSources(0).getRist().getSecret()).isEqualTo("open sesame");
        assertThat(spec.getSources(0).getRist().getProfile()).isEqualTo(RistProfile.RIST_PROFILE_MAIN);
        assertThat(spec.getSources(0).getRist().getBufferMs()).isEqualTo(700);
    }

    @Test
    void rtpWithRepairPacketsAndAMerge() {
        var group = Map.of("address", "239.1.1.1", "interface", "eth0", "sender", "10.9.9.9", "repair", true);
        create(
                        List.of(source("a", "RTP", 5000, group), source("b", "RTP", 5010, Map.of("latencyMs", 40))),
                        List.of(output(
                                "c",
                                "RTP",
                                "10.0.0.1",
                                6000,
                                Map.of("dscp", 34, "fec", Map.of("columns", 8, "rows", 5, "rowFec", true)))),
                        Map.of("merge", Map.of("windowMs", 250, "match", "SEQUENCE")))
                .body("sources[0].repair", equalTo(true))
                .body("sources[0].sender", equalTo("10.9.9.9"))
                .body("outputs[0].fec.columns", equalTo(8))
                .body("outputs[0].dscp", equalTo(34))
                .body("merge.windowMs", equalTo(250))
                .body("failover", nullValue());
        FlowSpec spec = wanted();
        assertThat(spec.getSources(0).getRtp().getFec()).isTrue();
        assertThat(spec.getSources(1).getRtp().getReorderMs()).isEqualTo(40);
        assertThat(spec.getOutputs(0).getRtp().getFec().getRowFec()).isTrue();
        assertThat(spec.getRedundancy().getMerge().getMatch()).isEqualTo(MergeMatch.MERGE_MATCH_SEQUENCE);
    }

    @Test
    void rtmpWhoseStreamKeyIsNeverShownAndKeptUntilItIsSentAnew() {
        var listen = Map.of("app", "live", "streamKey", "camera-7");
        String id = create(
                        List.of(source("a", "RTMP_LISTENER", 1935, Map.of("rtmp", listen))),
                        List.of(output(
                                "b",
                                "RTMP_CALLER",
                                "rtmp.example",
                                0,
                                Map.of("rtmp", Map.of("app", "x/y", "streamKey", "out-key", "tls", true)))),
                        Map.of())
                .body("sources[0].rtmp.hasStreamKey", equalTo(true))
                .body("outputs[0].rtmp.tls", equalTo(true))
                .body(not(containsString("camera-7")))
                .body(not(containsString("out-key")))
                .extract()
                .path("data.createFlow.id");
        assertThat(wanted().getSources(0).getRtmpListener().getStreamKey()).isEqualTo("camera-7");
        assertThat(wanted().getOutputs(0).getRtmp().getStreamKey()).isEqualTo("out-key");
        update(
                        id,
                        Map.of(
                                "sources",
                                List.of(source("a", "RTMP_LISTENER", 1936, Map.of("rtmp", Map.of("app", "live"))))))
                .body("sources[0].port", equalTo(1936));
        assertThat(wanted().getSources(0).getRtmpListener().getStreamKey()).isEqualTo("camera-7");
        update(id, Map.of("sources", List.of(source("a", "SRT_LISTENER", 1936, Map.of()))))
                .body("sources[0].isEncrypted", equalTo(false));
    }

    @Test
    void anSrtCallerWithBondedLinks() {
        var srt = Map.of(
                "packetFilter",
                "fec,cols:10,rows:5",
                "peerLatencyMs",
                300,
                "bonding",
                "BACKUP",
                "links",
                List.of(Map.of("host", "b.example", "port", 9001)));
        create(
                        List.of(source("a", "SRT_CALLER", 9000, Map.of("address", "a.example", "srt", srt))),
                        List.of(),
                        Map.of())
                .body("sources[0].srt.links[0].host", equalTo("b.example"))
                .body("sources[0].srt.bonding", equalTo("BACKUP"));
        var caller = wanted().getSources(0).getSrtCaller();
        assertThat(caller.getBonding()).isEqualTo(SrtBonding.SRT_BONDING_BACKUP);
        assertThat(caller.getOptions().getPacketFilter()).isEqualTo("fec,cols:10,rows:5");
        assertThat(caller.getOptions().getPeerLatencyMs()).isEqualTo(300);
    }

    @Test
    void twoSourcesFailOverAndOneHasNothingToFailOverTo() {
        var failover = Map.of(
                "silenceMs", 300, "returnPolicy", "AFTER_HOLD_OFF", "holdOffMs", 5000, "requiredPids", List.of(256));
        var two = List.of(source("a", "SRT_LISTENER", 9000, Map.of()), source("b", "UDP", 9001, Map.of()));
        String id = create(two, List.of(), Map.of("failover", failover))
                .body("failover.silenceMs", equalTo(300))
                .body("failover.requiredPids", equalTo(List.of(256)))
                .extract()
                .path("data.createFlow.id");
        assertThat(wanted().getRedundancy().getFailover().getReturnPolicy())
                .isEqualTo(FailoverReturn.FAILOVER_RETURN_AFTER_HOLD_OFF);
        update(id, Map.of("name", "other")).body("failover.holdOffMs", equalTo(5000));
        update(id, Map.of("merge", Map.of("match", "CONTENT")))
                .body("failover", nullValue())
                .body("merge.match", equalTo("CONTENT"));
        update(id, Map.of("sources", two.subList(0, 1)))
                .body("failover", nullValue())
                .body("merge", nullValue());
    }

    @Test
    void namesWhatDoesNotBelongTogether() {
        refuses(source("a", "UDP", 9000, Map.of("passphrase", "a long secret")), "sources[0].passphrase");
        refuses(source("a", "SRT_LISTENER", 9000, Map.of("ristProfile", "MAIN")), "sources[0].ristProfile");
        refuses(source("a", "RIST", 9001, Map.of()), "sources[0].port");
        refuses(source("a", "RIST", 9000, Map.of("passphrase", "x")), "sources[0].passphrase");
        refuses(source("a", "RTP", 65_534, Map.of("repair", true)), "sources[0].port");
        refuses(source("a", "RTP", 5000, Map.of("sender", "10.0.0.1")), "sources[0].sender");
        refuses(
                source("a", "RTMP_CALLER", 0, Map.of("address", "h.example", "rtmp", Map.of("app", "live"))),
                "sources[0].rtmp.streamKey");
        refuses(
                source("a", "SRT_LISTENER", 9000, Map.of("srt", Map.of("packetFilter", "rm -rf"))),
                "sources[0].srt.packetFilter");
        ask(List.of(source("a", "UDP", 9000, Map.of())), List.of(), Map.of("failover", Map.of()))
                .body("field", equalTo("failover"));
        ask(
                        List.of(source("a", "UDP", 9000, Map.of()), source("b", "RTP", 9010, Map.of())),
                        List.of(),
                        Map.of("merge", Map.of()))
                .body("field", equalTo("sources[0].transport"))
                .body("message", containsString("CONTENT"));
    }

    private void refuses(Map<String, Object> source, String field) {
        ask(List.of(source), List.of(), Map.of())
                .body("__typename", equalTo("InvalidInput"))
                .body("field", equalTo(field));
    }

    private FlowSpec wanted() {
        return desired.of(tenant, node).getFlows(0);
    }

    private ValidatableResponse create(
            List<Map<String, Object>> sources, List<Map<String, Object>> outputs, Map<String, Object> more) {
        return ask(sources, outputs, more).body("__typename", equalTo("Flow"));
    }

    private ValidatableResponse ask(
            List<Map<String, Object>> sources, List<Map<String, Object>> outputs, Map<String, Object> more) {
        var input = new HashMap<String, Object>(more);
        input.putAll(Map.of("nodeId", node.value(), "name", "flow", "sources", sources, "outputs", outputs));
        return owner.change("createFlow", "CreateFlowInput", input, FLOW);
    }

    private ValidatableResponse update(String id, Map<String, ?> change) {
        var input = new HashMap<String, Object>(change);
        input.put("id", id);
        return owner.change("updateFlow", "UpdateFlowInput", input, FLOW).body("__typename", equalTo("Flow"));
    }

    private static Map<String, Object> source(String name, String transport, int port, Map<String, ?> more) {
        var source = new HashMap<String, Object>(more);
        source.putAll(Map.of("name", name, "transport", transport, "port", port));
        return source;
    }

    private static Map<String, Object> output(
            String name, String transport, String address, int port, Map<String, ?> more) {
        var output = source(name, transport, port, more);
        output.put("address", address);
        return output;
    }
}
