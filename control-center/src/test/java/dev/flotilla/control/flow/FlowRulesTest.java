package dev.flotilla.control.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtListener;
import dev.flotilla.proto.flow.v1.SrtOptions;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowRulesTest {
    @Test
    void takesASoundFlow() {
        assertThatCode(() -> FlowRules.check(sound().build())).doesNotThrowAnyException();
    }

    @Test
    void namesTheFieldAndTheValue() {
        refuses(flow -> flow.setName(""), "name", "name must not be empty: ''");
        refuses(flow -> flow.setName("x".repeat(201)), "name", "200");
        refuses(flow -> flow.setName("a\u0007b"), "name", "control");
        refuses(flow -> flow.clearSources(), "sources", "one or two: '0'");
        refuses(flow -> flow.addSources(srtSource("b", 9002)).addSources(srtSource("c", 9003)), "sources", "'3'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536, Integer.MAX_VALUE})
    void refusesAPortThatIsNone(int port) {
        refuses(flow -> flow.setSources(0, srtSource("a", port)), "sources[0].port", "'" + port + "'");
        refuses(flow -> flow.setOutputs(0, udpOutput("a", "10.0.0.1", port)), "outputs[0].port", "1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "http://x", "256.1.1.1", "1.2.3", "-a", "a..b", "a:9000", "fe80::1%eth0"})
    void refusesAHostThatIsNone(String host) {
        refuses(flow -> flow.setOutputs(0, udpOutput("a", host, 9000)), "outputs[0].address", "IP address");
        refuses(
                flow -> flow.setSources(
                        0,
                        Source.newBuilder()
                                .setName("a")
                                .setSrtCaller(
                                        SrtCaller.newBuilder().setHost(host).setPort(1))),
                "sources[0].address",
                "'" + host + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "10.0.0.1", "239.1.1.1", "::1", "2001:db8::5", "a_b-c", "localhost"})
    void takesHosts(String host) {
        assertThatCode(() -> FlowRules.check(
                        sound().setOutputs(0, udpOutput("a", host, 9000)).build()))
                .doesNotThrowAnyException();
    }

    @Test
    void listensOnlyOnAddressesOfTheNode() {
        refuses(
                flow -> flow.setSources(
                        0,
                        Source.newBuilder()
                                .setName("a")
                                .setUdp(UdpReceiver.newBuilder()
                                        .setAddress("example.org")
                                        .setPort(5000))),
                "sources[0].address",
                "'example.org'");
    }

    @Test
    void refusesStreamIdsThatSrtCannotCarry() {
        refuses(flow -> flow.setSources(0, withStreamId("x".repeat(513))), "sources[0].streamId", "512 bytes");
        refuses(flow -> flow.setSources(0, withStreamId("a b")), "sources[0].streamId", "spaces");
        assertThatCode(() -> FlowRules.check(sound().setSources(0, withStreamId("#!::r=live/a,m=publish"))
                        .build()))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAKeyLengthWithoutPassphrase() {
        refuses(
                flow -> flow.setSources(
                        0, srtSource("a", 9000, SrtOptions.newBuilder().setKeyLengthBytes(16))),
                "sources[0].keyLengthBytes",
                "needs a passphrase: '16'");
        refuses(
                flow -> flow.setSources(
                        0,
                        srtSource(
                                "a",
                                9000,
                                SrtOptions.newBuilder().setKeyLengthBytes(17).setPassphrase("sealed"))),
                "sources[0].keyLengthBytes",
                "'17'");
    }

    @Test
    void takesFiftyOutputsAndNoMore() {
        FlowSpec.Builder full = sound().clearOutputs();
        for (int i = 0; i < 50; i++) {
            full.addOutputs(udpOutput("o" + i, "10.0.0.1", 9000 + i));
        }
        assertThatCode(() -> FlowRules.check(full.build())).doesNotThrowAnyException();
        FlowSpec over =
                full.clone().addOutputs(udpOutput("o50", "10.0.0.1", 9050)).build();
        assertThatThrownBy(() -> FlowRules.check(over)).hasMessageContaining("outputs must be at most 50: '51'");
    }

    @Test
    void refusesTwoOutputsOfOneName() {
        refuses(
                flow -> flow.addOutputs(udpOutput("cdn", "10.0.0.2", 9001)),
                "outputs[1].name",
                "must differ from the others: 'cdn'");
    }

    @Test
    void refusesOnePortTwice() {
        FlowSpec twice = sound().addOutputs(srtOutput("b", 9000)).build();
        assertThatThrownBy(() -> Listener.check(twice, List.of()))
                .hasMessage("outputs[1].port is taken by this flow already: '9000'");
    }

    @Test
    void refusesThePortOfAnotherFlow() {
        FlowSpec other = sound().setName("morning").build();
        FlowSpec flow = sound().setName("evening").build();
        assertThatThrownBy(() -> Listener.check(flow, List.of(other)))
                .hasMessage("sources[0].port is taken by flow 'morning' on this node: '9000'");
    }

    @Test
    void takesOnePortOnTwoAddresses() {
        FlowSpec one = sound().setSources(0, listenerOn("10.0.0.1")).build();
        FlowSpec two = sound().setSources(0, listenerOn("10.0.0.2")).build();
        assertThatCode(() -> Listener.check(two, List.of(one))).doesNotThrowAnyException();
        FlowSpec everywhere = sound().setSources(0, listenerOn("0.0.0.0")).build();
        assertThatThrownBy(() -> Listener.check(everywhere, List.of(one))).isInstanceOf(Refused.class);
    }

    @Test
    void aDisabledOutputHoldsNoPort() {
        FlowSpec other =
                sound().addOutputs(srtOutput("b", 9002).setEnabled(false)).build();
        FlowSpec flow = sound().setSources(0, srtSource("a", 9002)).build();
        assertThatCode(() -> Listener.check(flow, List.of(other))).doesNotThrowAnyException();
    }

    private static void refuses(Consumer<FlowSpec.Builder> change, String field, String message) {
        FlowSpec.Builder flow = sound();
        change.accept(flow);
        assertThatThrownBy(() -> FlowRules.check(flow.build()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isInstanceOfSatisfying(InvalidInput.class, invalid -> {
                            assertThat(invalid.field()).isEqualTo(field);
                            assertThat(invalid.message()).contains(message);
                        }));
    }

    private static FlowSpec.Builder sound() {
        return FlowSpec.newBuilder()
                .setId("flow_0123456789abcdef")
                .setName("studio")
                .addSources(srtSource("camera", 9000))
                .addOutputs(udpOutput("cdn", "10.0.0.1", 9001));
    }

    private static Source.Builder srtSource(String name, int port) {
        return srtSource(name, port, SrtOptions.newBuilder());
    }

    private static Source.Builder srtSource(String name, int port, SrtOptions.Builder options) {
        return Source.newBuilder()
                .setName(name)
                .setSrtListener(SrtListener.newBuilder().setPort(port).setOptions(options));
    }

    private static Source.Builder listenerOn(String address) {
        return Source.newBuilder()
                .setName("camera")
                .setSrtListener(SrtListener.newBuilder().setAddress(address).setPort(9000));
    }

    private static Source.Builder withStreamId(String streamId) {
        return srtSource("camera", 9000, SrtOptions.newBuilder().setStreamId(streamId));
    }

    private static Output.Builder srtOutput(String name, int port) {
        return Output.newBuilder()
                .setName(name)
                .setEnabled(true)
                .setSrtListener(SrtListener.newBuilder().setPort(port));
    }

    private static Output.Builder udpOutput(String name, String host, int port) {
        return Output.newBuilder()
                .setName(name)
                .setEnabled(true)
                .setUdp(UdpSender.newBuilder().setHost(host).setPort(port));
    }
}
