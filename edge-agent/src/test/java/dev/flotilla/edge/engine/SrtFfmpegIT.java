package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.SrtOptions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Flows over SRT with ffmpeg at the other end, as caller and as listener, on either side, encrypted. */
@ExtendWith(NoLeaks.class)
class SrtFfmpegIT {
    private static final SrtOptions SECRET = SrtOptions.newBuilder()
            .setPassphrase("correct-horse-battery")
            .setKeyLengthBytes(24)
            .build();
    private static final String KEY = "&passphrase=correct-horse-battery&pbkeylen=24&latency=200000";

    @BeforeAll
    static void record() throws Exception {
        Captures.television();
    }

    @Test
    void takesWhatFfmpegSends() throws Exception {
        SideBySide.each(List.of("caller", "listener"), SrtFfmpegIT::takesWhatFfmpegSends);
    }

    private static void takesWhatFfmpegSends(String mode) throws Exception {
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            var source =
                    mode.equals("caller") ? Specs.srtListenerSource(port, SECRET) : Specs.srtCallerSource(port, SECRET);
            FlowSpec flow = Specs.flow(source, Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            Process ffmpeg = Bench.program(("ffmpeg -nostdin -loglevel error -re -stream_loop -1 -i " + Captures.FILE
                            + " -c copy -f mpegts srt://127.0.0.1:" + port + "?pkt_size=1316&mode=" + mode + KEY)
                    .split(" "));
            try {
                Await.until("the stream arrives", () -> receiver.receivedBytes() > 1_000_000);
                assertThat(bench.report(flow).getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_RECEIVING);
                assertThat(bench.report(flow).getSources(0).getNegotiatedLatencyMs())
                        .isEqualTo(200);
                assertThat(bench.report(flow).getSources(0).getPacketsDropped()).isZero();
            } finally {
                Bench.end(ffmpeg);
            }
        }
    }

    @Test
    void bringsTheStreamToFfmpeg() throws Exception {
        SideBySide.each(List.of("caller", "listener"), SrtFfmpegIT::bringsTheStreamToFfmpeg);
    }

    private static void bringsTheStreamToFfmpeg(String mode) throws Exception {
        int inPort = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            var output = mode.equals("caller")
                    ? Specs.srtListener("far", port, SECRET)
                    : Specs.srtCaller("far", port, SECRET);
            FlowSpec flow = Specs.flow(Specs.udpSource(inPort), output);
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            Process encoder = Captures.encoder(inPort);
            Process ffmpeg = Bench.program(("ffmpeg -nostdin -loglevel error -i srt://127.0.0.1:" + port + "?mode="
                            + mode + KEY + " -c copy -f mpegts udp://127.0.0.1:" + receiver.port() + "?pkt_size=1316")
                    .split(" "));
            try {
                Await.until("ffmpeg writes what it reads", () -> receiver.receivedBytes() > 500_000);
                assertThat(bench.report(flow).getOutputs(0).getNegotiatedLatencyMs())
                        .isEqualTo(200);
                assertThat(bench.report(flow).getOutputs(0).getPacketsDropped()).isZero();
            } finally {
                Bench.end(ffmpeg);
                Bench.end(encoder);
            }
        }
    }
}
