package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.SrtOptions;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What two ends of an SRT connection agree on, seen from both: srt-live-transmit is the other one. */
@ExtendWith(NoLeaks.class)
class SrtOptionsIT {
    private static final SrtOptions PLAIN = SrtOptions.getDefaultInstance();
    private static final String PASSPHRASE = "correct horse battery";
    /** Enough for a machine that stands still for a second; the filter's rows and columns take a tenth of one. */
    private static final int REPAIR_LATENCY_MS = 2_000;

    private static final int SRT_HEADER = 16;
    private static final int SRT_MESSAGE_NUMBER = 0x03ff_ffff;
    private static final Pattern DELAY = Pattern.compile("\"msTsbPdDelay\":(\\d+)");

    private record Latencies(int oursMs, int askedMs, int theirsMs, int agreedMs) {
        static final int NONE_ASKED = -1;

        Latencies(int oursMs, int theirsMs, int agreedMs) {
            this(oursMs, NONE_ASKED, theirsMs, agreedMs);
        }
    }

    @Test
    void receivesWithTheGreaterLatency() throws Exception {
        SideBySide.each(
                List.of(new Latencies(200, 350, 350), new Latencies(350, 200, 350), new Latencies(300, 0, 300)),
                SrtOptionsIT::receivesWithTheGreaterLatency);
    }

    private static void receivesWithTheGreaterLatency(Latencies latencies) throws Exception {
        int port = UdpPeer.freePort();
        int intoPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer()) {
            SrtOptions options =
                    PLAIN.toBuilder().setLatencyMs(latencies.oursMs).build();
            FlowSpec flow = Specs.flow(Specs.srtListenerSource(port, options), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            Process sender = transmit(
                    "udp://127.0.0.1:" + intoPort, "srt://127.0.0.1:" + port + "?latency=" + latencies.theirsMs);
            try (var _ = Stream.start(encoder, intoPort)) {
                Await.until("the stream arrives", () -> receiver.datagrams() > 100);
                FlowReport report = bench.report(flow);
                assertThat(report.getSources(0).getNegotiatedLatencyMs()).isEqualTo(latencies.agreedMs);
                Await.until(
                        "jitter is measured",
                        () -> bench.report(flow).getSources(0).getJitterMs() > 0);
            } finally {
                Bench.end(sender);
            }
        }
    }

    @Test
    void sendsToAPeerThatUsesTheGreaterLatency() throws Exception {
        SideBySide.each(
                List.of(
                        new Latencies(200, 350, 350),
                        new Latencies(350, 200, 350),
                        new Latencies(200, 400, 300, 400),
                        new Latencies(400, 200, 120, 200)),
                SrtOptionsIT::sendsToAPeerThatUsesTheGreaterLatency);
    }

    private static void sendsToAPeerThatUsesTheGreaterLatency(Latencies latencies) throws Exception {
        int inPort = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        Path statistics = Files.createTempFile(Path.of("target"), "transmit", ".json");
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer()) {
            var options = PLAIN.toBuilder().setLatencyMs(latencies.oursMs);
            if (latencies.askedMs != Latencies.NONE_ASKED) {
                options.setPeerLatencyMs(latencies.askedMs);
            }
            FlowSpec flow = Specs.flow(Specs.udpSource(inPort), Specs.srtCaller("far", port, options.build()));
            bench.flows.apply(flow);
            Process far = Bench.program(
                    "srt-live-transmit",
                    "-q",
                    "-a:no",
                    "-s:50",
                    "-pf:json",
                    "-statsout:" + statistics,
                    "srt://127.0.0.1:" + port + "?mode=listener&latency=" + latencies.theirsMs,
                    "udp://127.0.0.1:" + receiver.port());
            try (var _ = Stream.start(encoder, inPort)) {
                Await.until("the stream arrives", () -> receiver.datagrams() > 200);
                Await.until("the peer says so", () -> delayMs(statistics) == latencies.agreedMs);
                assertThat(bench.report(flow).getOutputs(0).getNegotiatedLatencyMs())
                        .isEqualTo(latencies.agreedMs);
            } finally {
                Bench.end(far);
            }
        }
    }

    private static int delayMs(Path statistics) throws Exception {
        return DELAY.matcher(Files.readString(statistics))
                .results()
                .map(MatchResult::group)
                .map(text -> Integer.parseInt(text.substring(text.indexOf(':') + 1)))
                .findFirst()
                .orElse(-1);
    }

    @Test
    void encryptsInBothDirections() throws Exception {
        SideBySide.each(List.of(16, 24, 32), SrtOptionsIT::encryptsInBothDirections);
    }

    private static void encryptsInBothDirections(int keyBytes) throws Exception {
        int port = UdpPeer.freePort();
        int toPort = UdpPeer.freePort();
        int intoPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer()) {
            SrtOptions options = PLAIN.toBuilder()
                    .setPassphrase(PASSPHRASE)
                    .setKeyLengthBytes(keyBytes)
                    .build();
            FlowSpec flow = Specs.flow(Specs.srtListenerSource(port, options), Specs.srtCaller("far", toPort, options));
            bench.flows.apply(flow);
            String key = "passphrase=" + PASSPHRASE + "&pbkeylen=" + keyBytes;
            Process sender = transmit("udp://127.0.0.1:" + intoPort, "srt://127.0.0.1:" + port + "?" + key);
            Process far = transmit(
                    "srt://127.0.0.1:" + toPort + "?mode=listener&" + key, "udp://127.0.0.1:" + receiver.port());
            try (var _ = Stream.start(encoder, intoPort)) {
                Await.until("the stream goes through", () -> receiver.datagrams() > 300);
            } finally {
                Bench.end(sender);
                Bench.end(far);
            }
            assertThat(NumberedPackets.gaps(receiver.received())).isZero();
        }
    }

    @Test
    void repairsWhatABadLinkLosesAndCountsIt() throws Exception {
        int linkPort = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        int outLinkPort = UdpPeer.freePort();
        int outPort = UdpPeer.freePort();
        int intoPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer();
                var link = new LossyRelay(linkPort, port, 0.03, 1);
                var outLink = new LossyRelay(outLinkPort, outPort, 0.03, 2)) {
            SrtOptions options = PLAIN.toBuilder().setLatencyMs(400).build();
            FlowSpec flow =
                    Specs.flow(Specs.srtListenerSource(port, options), Specs.srtCaller("far", outLinkPort, options));
            bench.flows.apply(flow);
            Process sender = transmit("udp://127.0.0.1:" + intoPort, "srt://127.0.0.1:" + linkPort);
            Process far =
                    transmit("srt://127.0.0.1:" + outPort + "?mode=listener", "udp://127.0.0.1:" + receiver.port());
            try (var _ = Stream.start(encoder, intoPort)) {
                Await.until("the stream goes through", () -> receiver.datagrams() > 2_000);
                var source = bench.report(flow).getSources(0);
                assertThat(source.getPacketsLost()).isBetween(20L, 2L * link.dropped());
                assertThat(source.getPacketsRecovered()).isEqualTo(source.getPacketsLost());
                assertThat(source.getRoundTripMs()).isPositive();
                assertThat(bench.report(flow).getOutputs(0).getPacketsRetransmitted())
                        .isGreaterThan(20);
            } finally {
                Bench.end(sender);
                Bench.end(far);
            }
            assertThat(outLink.dropped()).isGreaterThan(20);
            assertThat(NumberedPackets.gaps(receiver.received())).isZero();
        }
    }

    @Test
    void repairsByForwardErrorCorrection() throws Exception {
        int linkPort = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        int intoPort = UdpPeer.freePort();
        String filter = "fec,cols:10,rows:5,layout:staircase,arq:never";
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer();
                var link = new LossyRelay(linkPort, port, 0.02, 1)) {
            SrtOptions options = PLAIN.toBuilder()
                    .setLatencyMs(REPAIR_LATENCY_MS)
                    .setPacketFilter(filter)
                    .build();
            FlowSpec flow = Specs.flow(Specs.srtListenerSource(port, options), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            Process sender =
                    transmit("udp://127.0.0.1:" + intoPort, "srt://127.0.0.1:" + linkPort + "?packetfilter=" + filter);
            try (var _ = Stream.start(encoder, intoPort)) {
                Await.until("the stream arrives", () -> receiver.datagrams() > 2_000);
                Await.until(
                        "repairs are counted",
                        () -> bench.report(flow).getSources(0).getPacketsRecovered() > 15);
            } finally {
                Bench.end(sender);
            }
            assertThat(link.dropped()).isGreaterThan(20);
            assertThat(repaired(link, receiver)).isGreaterThan(0.8);
        }
    }

    @Test
    void sendsWhatAnotherProgramsFilterRepairs() throws Exception {
        int inPort = UdpPeer.freePort();
        int linkPort = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer();
                var link = new LossyRelay(linkPort, port, 0.02, 1)) {
            SrtOptions options = PLAIN.toBuilder()
                    .setLatencyMs(REPAIR_LATENCY_MS)
                    .setPacketFilter("fec,cols:10,rows:5,arq:never")
                    .build();
            FlowSpec flow = Specs.flow(Specs.udpSource(inPort), Specs.srtCaller("far", linkPort, options));
            bench.flows.apply(flow);
            Process far = transmit(
                    "srt://127.0.0.1:" + port + "?mode=listener&packetfilter=fec",
                    "udp://127.0.0.1:" + receiver.port());
            try (var _ = Stream.start(encoder, inPort)) {
                Await.until("the stream arrives", () -> receiver.datagrams() > 2_000);
            } finally {
                Bench.end(far);
            }
            assertThat(link.dropped()).isGreaterThan(20);
            assertThat(repaired(link, receiver)).isGreaterThan(0.8);
            assertThat(bench.report(flow).getOutputs(0).getPacketsRetransmitted())
                    .isZero();
        }
    }

    @Test
    void saysThatTheFiltersDiffer() throws Exception {
        int port = UdpPeer.freePort();
        try (var bench = new Bench()) {
            SrtOptions options =
                    PLAIN.toBuilder().setPacketFilter("fec,cols:10,rows:5").build();
            FlowSpec flow = Specs.flow(Specs.udpSource(UdpPeer.freePort()), Specs.srtCaller("far", port, options));
            bench.flows.apply(flow);
            Process far = transmit(
                    "srt://127.0.0.1:" + port + "?mode=listener&packetfilter=fec,cols:20,rows:5",
                    "udp://127.0.0.1:" + UdpPeer.freePort());
            try {
                Await.until(
                        "the caller says why",
                        () -> bench.report(flow).toString().contains("the ends want different packet filters"));
            } finally {
                Bench.end(far);
            }
        }
    }

    /** The part, 0 to 1, of the packets lost on the link that the receiver has all the same. */
    private static double repaired(LossyRelay link, UdpPeer receiver) {
        Set<Long> received = NumberedPackets.numbers(receiver.received());
        long last = Collections.max(received);
        List<Long> lost = link.lost().stream()
                .map(SrtOptionsIT::payload)
                .filter(payload -> payload.length > 0)
                .map(payload -> NumberedPackets.number(payload, 0))
                .filter(number -> number < last)
                .toList();
        assertThat(lost).hasSizeGreaterThan(15);
        return (double) lost.stream().filter(received::contains).count() / lost.size();
    }

    /** What an SRT data packet carries; of a packet of the filter, nothing. */
    private static byte[] payload(byte[] datagram) {
        int message = ByteBuffer.wrap(datagram).getInt(Integer.BYTES) & SRT_MESSAGE_NUMBER;
        return message == 0 ? new byte[0] : Arrays.copyOfRange(datagram, SRT_HEADER, datagram.length);
    }

    private static Process transmit(String from, String to) throws Exception {
        return Bench.program("srt-live-transmit", "-q", "-a:no", "-chunk:1316", "-loglevel:error", from, to);
    }
}
