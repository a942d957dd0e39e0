package dev.flotilla.edge.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flotilla.edge.engine.Specs;
import dev.flotilla.proto.flow.v1.Failover;
import dev.flotilla.proto.flow.v1.FecMatrix;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.Redundancy;
import dev.flotilla.proto.flow.v1.RistProfile;
import dev.flotilla.proto.flow.v1.RistSender;
import dev.flotilla.proto.flow.v1.SrtBonding;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtLink;
import dev.flotilla.proto.flow.v1.SrtOptions;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FlowRulesTest {
    private static final FlowSpec GOOD = Specs.flow(
            Specs.udpSource(5_000), Specs.udp("a", 5_001), Specs.srtListener("b", 5_002), Specs.srtCaller("c", 5_003));

    private static String fault(Consumer<FlowSpec.Builder> change) {
        var flow = GOOD.toBuilder();
        change.accept(flow);
        return catchThrowableOfType(InvalidFlowException.class, () -> FlowRules.check(flow.build()))
                .fault();
    }

    private static String sourceFault(SrtOptions.Builder options) {
        return fault(flow -> flow.setSources(0, Specs.srtListenerSource(5_000, options.build())));
    }

    private static String udpFault(UdpReceiver.Builder udp) {
        return fault(flow -> flow.getSourcesBuilder(0).setUdp(udp.setPort(5_000)));
    }

    @Test
    void passesAFlowThatCanBeFollowed() {
        assertThatCode(() -> FlowRules.check(GOOD)).doesNotThrowAnyException();
    }

    @Test
    void namesFieldAndValue() {
        assertThat(fault(flow -> flow.setId("flow_1")))
                .startsWith("field 'id': flow id must be")
                .endsWith("'flow_1'");
        assertThat(fault(flow -> flow.setName(""))).isEqualTo("field 'name' must have 1 to 200 characters: ''");
        assertThat(fault(flow -> flow.getOutputsBuilder(0).getUdpBuilder().setPort(0)))
                .isEqualTo("output 'a': field 'udp.port' must be 1 to 65535: '0'");
        assertThat(fault(flow -> flow.getOutputsBuilder(0).getUdpBuilder().setHost("a b")))
                .isEqualTo("output 'a': field 'udp.host' must be a host name or an IP address: 'a b'");
        assertThat(fault(flow -> flow.getOutputsBuilder(0).getUdpBuilder().setDscp(64)))
                .isEqualTo("output 'a': field 'udp.dscp' must be 0 to 63: '64'");
        assertThat(fault(flow ->
                        flow.getOutputsBuilder(1).getSrtListenerBuilder().setAddress("localhost")))
                .isEqualTo("output 'b': field 'srt_listener.address' must be an IP address: 'localhost'");
        assertThat(fault(flow -> flow.getOutputsBuilder(2).setSmoothingMs(1_001)))
                .isEqualTo("output 'c': field 'smoothing_ms' must be 0 to 1000: '1001'");
        assertThat(fault(flow -> flow.getOutputsBuilder(2).clearTransport()))
                .startsWith("output 'c': field 'transport'");
        assertThat(udpFault(UdpReceiver.newBuilder().setAddress("127.0.0.1").setSender("10.0.0.1")))
                .isEqualTo("source 'in': field 'udp.sender' needs a multicast group as udp.address: '10.0.0.1'");
    }

    @Test
    void knowsWhatTheProfilesOfRistAllow() {
        assertThat(ristFault(RistSender.newBuilder().setPort(5_001)))
                .isEqualTo("output 'a': field 'rist.port' must be even in the simple profile: '5001'");
        assertThat(ristFault(RistSender.newBuilder().setPort(5_000).setSecret("secret")))
                .isEqualTo("output 'a': field 'rist.secret' needs the main profile: '6 bytes'");
        var main = RistSender.newBuilder().setPort(5_001).setProfile(RistProfile.RIST_PROFILE_MAIN);
        assertThat(ristFault(main.clone().setKeyLengthBytes(16))).endsWith("needs a secret: '16'");
        assertThat(ristFault(main.clone().setSecret("s").setKeyLengthBytes(24))).endsWith("must be 0, 16 or 32: '24'");
        assertThat(ristFault(main.clone().setSecret("s".repeat(128))))
                .endsWith("must have at most 127 bytes: '128 bytes'");
        assertThat(ristFault(main.clone().setBufferMs(0))).endsWith("must be 1 to 30000: '0'");
    }

    private static String ristFault(RistSender.Builder rist) {
        return fault(flow -> flow.getOutputsBuilder(0).setRist(rist.setHost("127.0.0.1")));
    }

    @Test
    void knowsWhatCanBeBonded() {
        assertThat(callerFault(SrtCaller.newBuilder().setBonding(SrtBonding.SRT_BONDING_BACKUP)))
                .contains("field 'srt_caller.bonding' must be broadcast or backup, and needs links");
        assertThat(callerFault(SrtCaller.newBuilder()
                        .addLinks(SrtLink.newBuilder().setHost("b").setPort(0))))
                .isEqualTo("output 'a': field 'srt_caller.links.port' must be 1 to 65535: '0'");
        var many = SrtCaller.newBuilder();
        for (int i = 0; i < 8; i++) {
            many.addLinks(SrtLink.newBuilder().setHost("b").setPort(1));
        }
        assertThat(callerFault(many)).endsWith("must be at most 7: '8 links'");
    }

    private static String callerFault(SrtCaller.Builder caller) {
        return fault(flow ->
                flow.getOutputsBuilder(0).setSrtCaller(caller.setHost("a").setPort(1)));
    }

    @Test
    void countsTheCharactersOfANameAsPeopleDo() {
        var flow = GOOD.toBuilder().setName("📺".repeat(200)).build();
        assertThatCode(() -> FlowRules.check(flow)).doesNotThrowAnyException();
        assertThat(fault(each -> each.setName("📺".repeat(201)))).startsWith("field 'name' must have 1 to 200");
    }

    @Test
    void supportsOneOrTwoSourcesOfDifferentNames() {
        assertThat(fault(FlowSpec.Builder::clearSources)).contains("has 0 entries: one or two are supported");
        assertThat(fault(flow -> flow.addSources(Specs.udpSource(5_009)))).isEqualTo("two sources have the name 'in'");
        var two = GOOD.toBuilder().addSources(Specs.udpSource("backup", 5_009));
        assertThatCode(() -> FlowRules.check(two.build())).doesNotThrowAnyException();
        assertThat(fault(flow ->
                        flow.addSources(Specs.udpSource("backup", 5_009)).addSources(Specs.udpSource("third", 5_010))))
                .contains("has 3 entries");
    }

    @Test
    void checksHowTwoSourcesWorkTogether() {
        assertThat(failoverFault(Failover.newBuilder().setSilenceMs(49)))
                .isEqualTo("redundancy: field 'failover.silence_ms' must be 50 to 60000: '49'");
        assertThat(failoverFault(Failover.newBuilder().setHoldOffMs(5)))
                .isEqualTo("redundancy: field 'failover.hold_off_ms' needs return_policy"
                        + " FAILOVER_RETURN_AFTER_HOLD_OFF: '5'");
        assertThat(failoverFault(Failover.newBuilder().addRequiredPids(8_191)))
                .isEqualTo("redundancy: field 'failover.required_pids' must be 0 to 8190: '8191'");
        assertThat(failoverFault(Failover.newBuilder().setSpliceWaitMs(10_001))).contains("splice_wait_ms");
    }

    private static String failoverFault(Failover.Builder failover) {
        return fault(flow -> flow.getRedundancyBuilder().setFailover(failover));
    }

    @Test
    void mergesOnlyWhatHasSequenceNumbers() {
        var merge = Redundancy.newBuilder().setMerge(Merge.newBuilder().setWindowMs(20));
        FlowSpec good = GOOD.toBuilder()
                .setSources(0, Specs.rtpSource("a", 6_000, false))
                .addSources(Specs.rtpSource("b", 6_010, true))
                .setRedundancy(merge)
                .build();
        assertThatCode(() -> FlowRules.check(good)).doesNotThrowAnyException();
        assertThat(fault(flow -> flow.setRedundancy(merge)))
                .isEqualTo(
                        "redundancy: field 'merge' by sequence needs RTP or RIST sources, and this one is neither: 'in'");
        assertThat(fault(flow -> flow.clear()
                        .mergeFrom(good)
                        .getRedundancyBuilder()
                        .getMergeBuilder()
                        .setWindowMs(15_001)))
                .isEqualTo("redundancy: field 'merge.window_ms' must be 20 to 15000: '15001'");
    }

    @Test
    void checksPortsAndMatricesOfRtp() {
        assertThat(fault(flow -> flow.setSources(0, Specs.rtpSource("a", 65_532, true))))
                .isEqualTo("source 'a': field 'rtp.port' must be 1 to 65531: '65532'");
        assertThat(matrixFault(5, 3, false)).isEqualTo("output 'a': field 'rtp.fec.rows' must be 4 to 20: '3'");
        assertThat(matrixFault(3, 5, true)).isEqualTo("output 'a': field 'rtp.fec.columns' must be 4 to 20: '3'");
        assertThat(matrixFault(11, 10, true))
                .isEqualTo("output 'a': field 'rtp.fec' must have at most 100 packets: '11 x 10'");
    }

    private static String matrixFault(int columns, int rows, boolean hasRows) {
        var matrix = FecMatrix.newBuilder().setColumns(columns).setRows(rows).setRowFec(hasRows);
        return fault(flow -> flow.setOutputs(0, Specs.rtp("a", 6_000, matrix.build())));
    }

    @Test
    void wantsEachOutputsNameOnce() {
        assertThat(fault(flow -> flow.addOutputs(Specs.udp("a", 6_000)))).isEqualTo("two outputs have the name 'a'");
    }

    @Test
    void checksSrtOptionsAndShowsNoSecret() {
        assertThat(sourceFault(SrtOptions.newBuilder().setPassphrase("secret")))
                .isEqualTo("source 'in': field 'srt_listener.options.passphrase' must have 10 to 79 bytes: '6 bytes'");
        assertThat(sourceFault(SrtOptions.newBuilder().setKeyLengthBytes(16))).contains("needs a passphrase");
        assertThat(sourceFault(
                        SrtOptions.newBuilder().setPassphrase("long enough").setKeyLengthBytes(17)))
                .contains("must be 0, 16, 24 or 32: '17'");
        assertThat(sourceFault(SrtOptions.newBuilder().setStreamId("x".repeat(513))))
                .contains("at most 512 bytes");
        assertThat(sourceFault(SrtOptions.newBuilder().setLatencyMs(60_001))).contains("latency_ms");
    }
}
