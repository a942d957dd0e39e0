package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.RistProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** RIST against GStreamer, which does not use librist, over a link that loses packets. Simple profile: it has no other. */
@ExtendWith(NoLeaks.class)
class RistGstreamerIT {
    private static final int RTP_HEADER = 12;
    private static final double LOSS = 0.03;

    /** By then both ends know each other: GStreamer begins a new numbering meanwhile. */
    private static final int SETTLED = 1_500;

    private static final String CAPS = "caps=video/mpegts,systemstream=(boolean)true,packetsize=188";

    @Test
    void takesWhatGstreamerSends() throws Exception {
        need("ristsink");
        int intoPort = UdpPeer.freePort();
        int linkPort = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer();
                var link = new LossyRelay(linkPort, port, LOSS, 1);
                var _ = new LossyRelay(linkPort + 1, port + 1, 0, 2)) {
            FlowSpec flow = Specs.flow(
                    Specs.ristSource(port, RistProfile.RIST_PROFILE_SIMPLE, "", 0), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            Process gstreamer = gstreamer("udpsrc address=127.0.0.1 port=" + intoPort + " " + CAPS
                    + " ! rtpmp2tpay ! ristsink address=127.0.0.1 port=" + linkPort);
            try (var _ = Stream.start(encoder, intoPort)) {
                Await.until("the stream arrives", () -> receiver.datagrams() > 2 * SETTLED);
            } finally {
                Bench.end(gstreamer);
            }
            assertThat(link.dropped()).isGreaterThan(30);
            byte[] settled = settled(receiver);
            List<Long> lost = lost(link, settled);
            Set<Long> received = NumberedPackets.numbers(settled);
            // On a busy machine a repair may be asked for, or sent, too late.
            assertThat(lost.stream().filter(received::contains)).hasSizeGreaterThan(lost.size() * 9 / 10);
            assertThat(bench.report(flow).getSources(0).getPacketsRecovered()).isGreaterThan(20);
        }
    }

    @Test
    void bringsTheStreamToGstreamer() throws Exception {
        need("ristsrc");
        int inPort = UdpPeer.freePort();
        int linkPort = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer();
                var link = new LossyRelay(linkPort, port, LOSS, 1);
                var _ = new LossyRelay(linkPort + 1, port + 1, 0, 2)) {
            FlowSpec flow = Specs.flow(
                    Specs.udpSource(inPort), Specs.rist("far", linkPort, RistProfile.RIST_PROFILE_SIMPLE, "", 0));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            Process gstreamer = gstreamer("ristsrc address=127.0.0.1 receiver-buffer=500 port=" + port
                    + " ! rtpmp2tdepay ! udpsink sync=false host=127.0.0.1 port=" + receiver.port());
            try (var _ = Stream.start(encoder, inPort)) {
                Await.until("the stream arrives", () -> receiver.datagrams() > 2 * SETTLED);
            } finally {
                Bench.end(gstreamer);
            }
            assertThat(link.dropped()).isGreaterThan(30);
            // When a repair comes late, it is GStreamer that has given up.
            assertThat(NumberedPackets.gaps(settled(receiver))).isLessThan(link.dropped() / 10);
            Await.until(
                    "the repair is counted",
                    () -> bench.report(flow).getOutputs(0).getPacketsRetransmitted() > 20);
        }
    }

    /** What the link lost of the time of those; before the link a busy machine may lose more, which is not what is tested. */
    private static List<Long> lost(LossyRelay link, byte[] received) {
        long first = NumberedPackets.number(received, 0);
        long last = NumberedPackets.number(received, received.length - NumberedPackets.PACKET);
        return link.lost().stream()
                .map(datagram -> NumberedPackets.number(datagram, RTP_HEADER))
                .filter(number -> number >= first && number <= last)
                .toList();
    }

    private static byte[] settled(UdpPeer receiver) {
        byte[] all = receiver.received();
        return Arrays.copyOfRange(all, SETTLED * 7 * 188, all.length);
    }

    private static Process gstreamer(String pipeline) throws Exception {
        var command = new ArrayList<>(List.of("gst-launch-1.0", "-q"));
        command.addAll(List.of(pipeline.split(" ")));
        return Bench.program(command.toArray(String[]::new));
    }

    private static void need(String element) throws Exception {
        try {
            if (Bench.program("gst-inspect-1.0", "--exists", element).waitFor() == 0) {
                return;
            }
        } catch (IOException absent) {
            // The sentence below says what to install.
        }
        abort("no GStreamer element " + element + " on this machine (gstreamer1.0-plugins-bad): it was not tried");
    }
}
