package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.TestDocuments.flow;
import static dev.flotilla.edge.mroute.TestDocuments.output;
import static dev.flotilla.edge.mroute.TestDocuments.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowEditsTest {
    private static final FlowDocument FLOW = flow("""
            {'name':'f','source':{'name':'a','protocol':'udp','ingest_port':5000},
            'sources':[{'name':'b','protocol':'udp','ingest_port':5001}],
            'outputs':[{'name':'o','protocol':'srt-caller','destination':'host','port':9000,'max_latency':300,
            'description':'to the studio','encryption':{'algorithm':'aes256','passphrase':'correct horse'}}]}
            """);

    @Test
    void promotesTheSecondSourceWhenTheFirstGoes() {
        FlowDocument changed = FlowEdits.removeSource(FLOW, "a");
        assertThat(name(changed.source())).isEqualTo("b");
        assertThat(changed.sources()).isEmpty();
        assertThatThrownBy(() -> FlowEdits.removeSource(changed, "b")).hasMessage("cannot remove the only source");
    }

    @Test
    void refusesPartsThatAreThereAlreadyOrNotAtAll() {
        FlowDocument one = FlowEdits.removeSource(FLOW, "b");
        assertThatThrownBy(() -> FlowEdits.addSource(one, source("{'name':'a','protocol':'udp','ingest_port':1}")))
                .hasMessage("source a already exists");
        assertThatThrownBy(() -> FlowEdits.addSource(FLOW, source("{'name':'c','protocol':'udp','ingest_port':1}")))
                .hasMessage("maximum 2 sources per flow (for failover)");
        assertThatThrownBy(() -> FlowEdits.removeSource(FLOW, "c")).hasMessage("source c not found");
        assertThatThrownBy(() -> FlowEdits.removeOutput(FLOW, "x")).hasMessage("output x not found");
        assertThatThrownBy(() -> FlowEdits.updateOutput(FLOW, "x", output("{}")))
                .hasMessage("output x not found");
        assertThatThrownBy(() -> FlowEdits.addOutput(FLOW, output("{'name':'o','protocol':'srt-listener','port':1}")))
                .hasMessage("output o already exists");
    }

    @Test
    void changesOnlyWhatAnUpdateSays() {
        OutputDocument changed = only(FlowEdits.updateOutput(FLOW, "o", output("{'port':9001,'name':'other'}")));
        assertThat(changed).isEqualTo(output("""
                        {'name':'o','protocol':'srt-caller','destination':'host','port':9001,'max_latency':300,
                        'description':'to the studio','encryption':{'algorithm':'aes256','passphrase':'correct horse'},
                        'status':''}
                        """));
    }

    @Test
    void replacesTheNetworkAsAWhole() {
        FlowDocument flow = FlowEdits.addOutput(
                FLOW,
                output("{'name':'n','protocol':'udp','destination':'239.1.1.1','port':1,"
                        + "'network':{'ttl':3,'dscp':46}}"));
        FlowDocument same = FlowEdits.updateOutput(flow, "n", output("{'port':2}"));
        assertThat(same.allOutputs().getLast().network()).isEqualTo(new NetworkDocument("", "", "", 3, 46));
        FlowDocument other = FlowEdits.updateOutput(same, "n", output("{'network':{'interface':'eth1'}}"));
        assertThat(other.allOutputs().getLast().network()).isEqualTo(new NetworkDocument("", "eth1", "", 0, 0));
        assertThatThrownBy(() -> FlowEdits.updateOutput(other, "n", output("{'destination':'10.0.0.1'}")))
                .hasMessage("output n: network interface eth1 needs a multicast group as destination");
    }

    @Test
    void keepsASecretThatComesBackMasked() {
        OutputDocument masked = only(FLOW.masked());
        assertThat(masked.encryption()).isEqualTo(new EncryptionDocument("aes256", EncryptionDocument.MASK));
        OutputDocument changed = only(FlowEdits.updateOutput(FLOW, "o", masked));
        assertThat(changed.encryption()).isEqualTo(new EncryptionDocument("aes256", "correct horse"));
    }

    @Test
    void takesNoRtmpKeyIntoAProtocolThatShowsIt() {
        FlowDocument rtmp = FlowEdits.addOutput(
                FLOW, output("{'name':'cdn','protocol':'rtmp','destination':'host','port':1935,'stream_key':'k3y'}"));
        for (String key : new String[] {"", ",'stream_key':'********'"}) {
            FlowDocument srt = FlowEdits.updateOutput(rtmp, "cdn", output("{'protocol':'srt-caller'" + key + "}"));
            assertThat(FlowJson.write(srt)).doesNotContain("k3y");
            assertThat(srt.allOutputs().getLast().streamKey()).isEmpty();
        }
        FlowDocument same = FlowEdits.updateOutput(rtmp, "cdn", output("{'protocol':'rtmp','port':1936}"));
        assertThat(same.allOutputs().getLast().streamKey()).isEqualTo("k3y");
    }

    @Test
    void takesANewSecret() {
        OutputDocument changed =
                only(FlowEdits.updateOutput(FLOW, "o", output("{'encryption':{'passphrase':'battery staple'}}")));
        assertThat(changed.encryption()).isEqualTo(new EncryptionDocument("aes256", "battery staple"));
    }

    @Test
    void refusesAnUpdateThatMakesTheOutputInvalid() {
        assertThatThrownBy(() -> FlowEdits.updateOutput(FLOW, "o", output("{'destination':'a b'}")))
                .hasMessage("output o: invalid destination: contains invalid characters");
    }

    @Test
    void neverShowsASecretInText() {
        assertThat(FLOW.toString()).doesNotContain("correct horse");
        assertThat(FlowJson.write(FLOW.masked())).doesNotContain("correct horse");
    }

    private static OutputDocument only(FlowDocument flow) {
        return flow.allOutputs().getFirst();
    }

    private static String name(@Nullable SourceDocument source) {
        return source == null ? "" : source.name();
    }
}
