package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.TestDocuments.flow;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.RistProfile;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlowSpecsTest {
    private static final FlowId ID = new FlowId("flow_0123456789abcdef");

    @Test
    void keepsEveryUnit() throws TextFormat.ParseException {
        FlowSpec spec = spec("""
                {'name':'f','description':'d','source':{'name':'s','protocol':'srt-caller','sender_ip_address':'10.0.0.1',
                'sender_control_port':7000,'max_latency':200,'max_bitrate':1250000,'stream_id':'x',
                'decryption':{'algorithm':'aes256','passphrase':'correct horse'}},
                'outputs':[{'name':'o','protocol':'udp','destination':'239.1.1.1','port':9000,'smoothing_latency':0},
                {'name':'p','protocol':'srt-listener','port':9001,'max_latency':80,'status':'DISABLED'}]}
                """);
        assertThat(spec).isEqualTo(TextFormat.parse("""
                        id: "flow_0123456789abcdef" name: "f" description: "d" running: true
                        sources { name: "s" srt_caller { host: "10.0.0.1" port: 7000 options {
                            latency_ms: 200 passphrase: "correct horse" key_length_bytes: 32 stream_id: "x"
                            max_bandwidth_bytes_per_second: 1250000 } } }
                        outputs { name: "o" enabled: true smoothing_ms: 0 udp { host: "239.1.1.1" port: 9000 } }
                        outputs { name: "p" enabled: false srt_listener { port: 9001 options { latency_ms: 80 } } }
                        """, FlowSpec.class));
    }

    @Test
    void putsThePreferredSourceFirst() {
        FlowSpec spec = spec("""
                {'name':'f','source':{'name':'a','protocol':'udp','ingest_port':1},
                'sources':[{'name':'b','protocol':'udp','ingest_port':2}],
                'source_failover_config':{'state':'ENABLED','failover_mode':'FAILOVER',
                'source_priority':{'primary_source':'b'}}}
                """);
        assertThat(spec.getSourcesList()).extracting("name").containsExactly("b", "a");
    }

    @Test
    void showsASpecificationAsTheDocumentThatWouldMakeIt() {
        FlowSpec spec = spec("""
                {'name':'f','source':{'name':'s','protocol':'srt-caller','sender_host':'encoder','sender_control_port':7000,
                'max_latency':200,'decryption':{'algorithm':'aes128','passphrase':'correct horse'}},
                'sources':[{'name':'t','protocol':'rist','ingest_port':5000,'rist_profile':'simple','min_latency':400}],
                'outputs':[{'name':'o','protocol':'srt-caller','destination':'cdn','port':9000,'smoothing_latency':5,
                'bonding':{'mode':'backup','links':['cdn2:9000','[2001:db8::1]:9001']}},
                {'name':'p','protocol':'srt-listener','port':9001,'max_latency':80,'min_latency':90,'peer_latency':300,
                'packet_filter':'fec,cols:10,rows:5'},
                {'name':'q','protocol':'rist','destination':'cdn','port':9003,'max_latency':300,
                'encryption':{'algorithm':'aes256','passphrase':'correct horse'}}]}
                """);
        ManagedFlow managed = ManagedFlow.create(spec, Instant.EPOCH);
        assertThat(FlowSpecs.of(ID, managed.document(), true)).isEqualTo(spec);
        assertThat(spec.getOutputs(0).getSrtCaller().getLinks(1).getHost()).isEqualTo("2001:db8::1");
        assertThat(spec.getSources(1).getRist().getBufferMs()).isEqualTo(400);
        assertThat(spec.getOutputs(1).getSrtListener().getOptions().getLatencyMs())
                .isEqualTo(90);
        assertThat(spec.getOutputs(2).getRist().getProfile()).isEqualTo(RistProfile.RIST_PROFILE_MAIN);
    }

    @Test
    void putsRtmpWhereThePublicMrouteDoesUnlessTold() throws TextFormat.ParseException {
        FlowSpec spec = spec("""
                {'name':'f','source':{'name':'s','protocol':'rtmp','ingest_port':1935},
                'sources':[{'name':'t','protocol':'rtmp-caller','sender_host':'far','sender_control_port':443,
                'stream_id':'cam','app':'vod/_x_','tls':true}],
                'outputs':[{'name':'o','protocol':'rtmp','destination':'cdn','port':1935,'stream_key':'k3y'}]}
                """);
        assertThat(spec).isEqualTo(TextFormat.parse("""
                        id: "flow_0123456789abcdef" name: "f" running: true
                        sources { name: "s" rtmp_listener { port: 1935 app: "live" stream_key: "stream" } }
                        sources { name: "t" rtmp_caller {
                            host: "far" port: 443 app: "vod/_x_" stream_key: "cam" tls: true } }
                        outputs { name: "o" enabled: true rtmp {
                            host: "cdn" port: 1935 app: "live" stream_key: "k3y" } }
                        redundancy { failover { by_hand_only: true } }
                        """, FlowSpec.class));
        ManagedFlow managed = ManagedFlow.create(spec, Instant.EPOCH);
        assertThat(FlowSpecs.of(ID, managed.document(), true)).isEqualTo(spec);
    }

    @Test
    void takesASpecificationThatLeavesRtmpPortsOpen() throws TextFormat.ParseException {
        FlowDocument shown = ManagedFlow.create(TextFormat.parse("""
                                id: "flow_0123456789abcdef" name: "f"
                                sources { name: "s" rtmp_caller { host: "far" } }
                                outputs { name: "plain" rtmp { host: "cdn" } }
                                outputs { name: "tls" rtmp { host: "cdn" tls: true } }
                                """, FlowSpec.class), Instant.EPOCH)
                .document();
        assertThat(shown.allSources().getFirst().senderControlPort()).isEqualTo(1_935);
        assertThat(shown.allOutputs()).extracting(OutputDocument::port).containsExactly(1_935, 443);
    }

    @Test
    void readsRtpAndItsRepairPackets() throws TextFormat.ParseException {
        FlowSpec spec = spec("""
                {'name':'f','source':{'name':'s','protocol':'rtp','ingest_port':5000,'max_latency':200},
                'sources':[{'name':'t','protocol':'rtp-fec','ingest_port':5010}],
                'outputs':[{'name':'o','protocol':'rtp','destination':'239.1.1.1','port':9000},
                {'name':'p','protocol':'rtp-fec','destination':'far','port':9000},
                {'name':'q','protocol':'rtp-fec','destination':'farther','port':9000,'fec':{'columns':3,'rows':20}}]}
                """);
        assertThat(spec.toBuilder().clearRedundancy().build()).isEqualTo(TextFormat.parse("""
                        id: "flow_0123456789abcdef" name: "f" running: true
                        sources { name: "s" rtp { port: 5000 reorder_ms: 200 } }
                        sources { name: "t" rtp { port: 5010 fec: true } }
                        outputs { name: "o" enabled: true rtp { host: "239.1.1.1" port: 9000 } }
                        outputs { name: "p" enabled: true rtp {
                            host: "far" port: 9000 fec { columns: 10 rows: 10 row_fec: true } } }
                        outputs { name: "q" enabled: true rtp { host: "farther" port: 9000 fec { columns: 3 rows: 20 } } }
                        """, FlowSpec.class));
        ManagedFlow managed = ManagedFlow.create(spec, Instant.EPOCH);
        FlowSpec again = FlowSpecs.of(ID, managed.document(), true);
        assertThat(again.getSourcesList()).isEqualTo(spec.getSourcesList());
        assertThat(again.getOutputsList()).isEqualTo(spec.getOutputsList());
    }

    @Test
    void saysWhichWayDatagramsTake() throws TextFormat.ParseException {
        FlowSpec spec = spec("""
                {'name':'f','source':{'name':'s','protocol':'udp','ingest_port':5000,
                'network':{'address':'232.1.1.1','interface':'eth1','sender':'10.0.0.7'}},
                'sources':[{'name':'t','protocol':'rtp','ingest_port':5010,'network':{'address':'ff3e::1'}}],
                'outputs':[{'name':'o','protocol':'udp','destination':'239.1.1.1','port':9000,
                'network':{'interface':'eth2','ttl':8,'dscp':46}},
                {'name':'p','protocol':'rtp','destination':'far','port':9000,'network':{'dscp':34}},
                {'name':'q','protocol':'srt-listener','port':9001,'network':{'address':'127.0.0.1'}}]}
                """);
        assertThat(spec.toBuilder().clearRedundancy().build()).isEqualTo(TextFormat.parse("""
                        id: "flow_0123456789abcdef" name: "f" running: true
                        sources { name: "s" udp {
                            address: "232.1.1.1" port: 5000 interface: "eth1" sender: "10.0.0.7" } }
                        sources { name: "t" rtp { address: "ff3e::1" port: 5010 } }
                        outputs { name: "o" enabled: true udp {
                            host: "239.1.1.1" port: 9000 ttl: 8 interface: "eth2" dscp: 46 } }
                        outputs { name: "p" enabled: true rtp { host: "far" port: 9000 dscp: 34 } }
                        outputs { name: "q" enabled: true srt_listener { address: "127.0.0.1" port: 9001 options {} } }
                        """, FlowSpec.class));
        assertThat(shownAgain(spec).getSourcesList()).isEqualTo(spec.getSourcesList());
        assertThat(shownAgain(spec).getOutputsList()).isEqualTo(spec.getOutputsList());
    }

    @Test
    void showsWhereTheControlCenterListens() throws TextFormat.ParseException {
        FlowSpec spec = TextFormat.parse("""
                        id: "flow_0123456789abcdef" name: "f" running: true
                        sources { name: "s" rist { address: "127.0.0.1" port: 5000 profile: RIST_PROFILE_MAIN } }
                        sources { name: "t" rtmp_listener { address: "::1" port: 1935 app: "live" stream_key: "k" } }
                        redundancy { failover { by_hand_only: true } }
                        """, FlowSpec.class);
        FlowDocument shown = ManagedFlow.create(spec, Instant.EPOCH).document();
        assertThat(FlowJson.write(shown.allSources().getFirst())).contains("\"network\":{\"address\":\"127.0.0.1\"}");
        assertThat(shownAgain(spec)).isEqualTo(spec);
    }

    @Test
    void leavesTheNetworkOutWhereNothingIsSaid() throws TextFormat.ParseException {
        FlowDocument shown = ManagedFlow.create(TextFormat.parse("""
                                id: "flow_0123456789abcdef" name: "f" sources { name: "s" udp { port: 1 } }
                                outputs { name: "o" udp { host: "far" port: 2 } }
                                """, FlowSpec.class), Instant.EPOCH)
                .document();
        assertThat(FlowJson.write(shown)).doesNotContain("network");
    }

    @Test
    void writesInAnRtmpKeyWhatMrouteForbidsAsInUrls() throws TextFormat.ParseException {
        FlowSpec spec = spec("""
                {'name':'f','source':{'name':'s','protocol':'udp','ingest_port':1},
                'outputs':[{'name':'o','protocol':'rtmp','destination':'cdn','port':1935,'app':'live',
                'stream_key':'k3y%3Fa=1%26b%2fc%23%25%zz'}]}
                """);
        assertThat(spec.getOutputs(0).getRtmp().getStreamKey()).isEqualTo("k3y?a=1&b/c#%%zz");
        assertThat(shownAgain(spec)).isEqualTo(spec);
    }

    /** What becomes of a specification of the control center that is shown as a document. */
    private static FlowSpec shownAgain(FlowSpec spec) {
        return FlowSpecs.of(ID, ManagedFlow.create(spec, Instant.EPOCH).document(), true);
    }

    @Test
    void hidesRtmpKeysAndNoOtherStreamIds() {
        FlowDocument shown = flow("""
                        {'name':'f','source':{'name':'s','protocol':'srt-listener','ingest_port':1,'stream_id':'public'},
                        'outputs':[{'name':'o','protocol':'rtmp','destination':'cdn','port':1935,'stream_key':'k3y'}]}
                        """).masked();
        assertThat(shown.allSources().getFirst().streamId()).isEqualTo("public");
        OutputDocument output = shown.allOutputs().getFirst();
        assertThat(output.streamKey()).isEqualTo(EncryptionDocument.MASK);
        FlowDocument kept = FlowEdits.updateOutput(flow("""
                        {'name':'f','source':{'name':'s','protocol':'udp','ingest_port':1},
                        'outputs':[{'name':'o','protocol':'rtmp','destination':'cdn','port':1935,'stream_key':'k3y'}]}
                        """), "o", output);
        assertThat(kept.allOutputs().getFirst().streamKey()).isEqualTo("k3y");
    }

    @Test
    void saysHowTwoSourcesWorkTogether() {
        assertThat(redundancy("{'state':'ENABLED','failover_mode':'FAILOVER'}"))
                .isEqualTo("failover { return_policy: FAILOVER_RETURN_BY_HAND }");
        assertThat(redundancy(
                        "{'state':'ENABLED','failover_mode':'FAILOVER','source_priority':{'primary_source':'b'}}"))
                .isEqualTo("failover { return_policy: FAILOVER_RETURN_AT_ONCE }");
        assertThat(redundancy("{'state':'ENABLED','failover_mode':'FAILOVER','return_policy':'AFTER_HOLD_OFF',"
                        + "'hold_off_ms':5000,'health_timeout_ms':80,'required_pids':[256],'splice_wait_ms':0}"))
                .isEqualTo("failover { silence_ms: 80 return_policy: FAILOVER_RETURN_AFTER_HOLD_OFF hold_off_ms: 5000"
                        + " required_pids: 256 splice_wait_ms: 0 }");
        assertThat(redundancy(
                        "{'state':'ENABLED','failover_mode':'MERGE','recovery_window':100000,'merge_match':'CONTENT'}"))
                .isEqualTo("merge { window_ms: 15000 match: MERGE_MATCH_CONTENT }");
        assertThat(redundancy("{'state':'DISABLED','failover_mode':'FAILOVER'}"))
                .isEqualTo("failover { by_hand_only: true }");
        assertThat(redundancy("null")).isEqualTo("failover { by_hand_only: true }");
    }

    private static String redundancy(String config) {
        var spec = spec("""
                {'name':'f','source':{'name':'a','protocol':'udp','ingest_port':1},
                'sources':[{'name':'b','protocol':'udp','ingest_port':2}],'source_failover_config':%s}
                """.formatted(config));
        return TextFormat.printer()
                .emittingSingleLine(true)
                .printToString(spec.getRedundancy())
                .strip();
    }

    private static FlowSpec spec(String document) {
        return new LocalFlow(ID, flow(document), true, Times.created(Instant.EPOCH)).spec();
    }
}
