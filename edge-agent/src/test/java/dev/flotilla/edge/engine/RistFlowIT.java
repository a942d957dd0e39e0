package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.Redundancy;
import dev.flotilla.proto.flow.v1.RistProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Flows over RIST, with ristsender and ristreceiver at their other ends. */
@ExtendWith(NoLeaks.class)
class RistFlowIT {
    private static final String SECRET = "correct horse battery";

    /** Some packets are lost before both ends know each other, in the simple profile. */
    private static final long GAPS_AT_THE_START = 2;

    private static final List<Link> LINKS =
            List.of(new Link("SIMPLE", 0), new Link("MAIN", 0), new Link("MAIN", 128), new Link("MAIN", 256));
    private static final List<Link> LINKS_OF_FFMPEG = List.of(new Link("SIMPLE", 0), new Link("MAIN", 128));

    private record Link(String profile, int keyBits) {
        RistProfile ristProfile() {
            return RistProfile.valueOf("RIST_PROFILE_" + profile);
        }

        String secret() {
            return keyBits == 0 ? "" : SECRET;
        }
    }

    @Test
    void takesWhatARistsenderSends() throws Exception {
        SideBySide.each(LINKS, RistFlowIT::takesWhatARistsenderSends);
    }

    private static void takesWhatARistsenderSends(Link link) throws Exception {
        int port = UdpPeer.freePort();
        int intoPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer()) {
            var source = Specs.ristSource(port, link.ristProfile(), link.secret(), link.keyBits / 8);
            FlowSpec flow = Specs.flow(source, Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            Process sender = ristsender(intoPort, port, link);
            try (var _ = Stream.start(encoder, intoPort)) {
                Await.until("the stream arrives", () -> receiver.datagrams() > 1_000);
                Await.until(
                        "the sender is known",
                        () -> bench.report(flow).getSources(0).getPeer().startsWith("127.0.0.1"));
                FlowReport report = bench.report(flow);
                assertThat(report.getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_RECEIVING);
                assertThat(report.getSources(0).getJitterMs()).isPositive();
            } finally {
                Bench.end(sender);
            }
            assertThat(NumberedPackets.gaps(receiver.received())).isLessThanOrEqualTo(GAPS_AT_THE_START);
            Await.until("the end is seen", () -> bench.report(flow).getHealth() == FlowHealth.FLOW_HEALTH_NO_SOURCE);
            assertThat(bench.eventTypes()).contains("source_connected", "source_lost");
        }
    }

    @Test
    void bringsTheStreamToARistreceiver() throws Exception {
        SideBySide.each(LINKS, RistFlowIT::bringsTheStreamToARistreceiver);
    }

    private static void bringsTheStreamToARistreceiver(Link link) throws Exception {
        int inPort = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer();
                var beside = new UdpPeer()) {
            var output = Specs.rist("far", port, link.ristProfile(), link.secret(), link.keyBits / 8);
            FlowSpec flow = Specs.flow(Specs.udpSource(inPort), output, Specs.udp("beside", beside.port()));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            try (var _ = Stream.start(encoder, inPort)) {
                Await.until("media goes to nobody", () -> beside.datagrams() > 300);
                assertThat(bench.report(flow).getOutputs(0).getConnected()).isFalse();
                assertThat(bench.report(flow).getOutputs(0).getDetail()).contains("no RIST receiver answers at");
                Process far = ristreceiver(port, receiver.port(), link);
                try {
                    Await.until("the stream arrives", () -> receiver.datagrams() > 1_000);
                    Await.until(
                            "the receiver is heard",
                            () -> bench.report(flow).getOutputs(0).getConnected());
                    assertThat(bench.report(flow).getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_RECEIVING);
                } finally {
                    Bench.end(far);
                }
                Await.until(
                        "its end is seen",
                        () -> bench.report(flow).getOutputs(0).getDisconnections() == 1);
            }
            assertThat(NumberedPackets.gaps(receiver.received())).isLessThanOrEqualTo(GAPS_AT_THE_START);
            assertThat(NumberedPackets.gaps(beside.received())).isZero();
            assertThat(bench.report(flow).getOutputs(0).getPacketsDropped()).isZero();
        }
    }

    @Test
    void takesWhatFfmpegSends() throws Exception {
        Captures.television();
        SideBySide.each(LINKS_OF_FFMPEG, RistFlowIT::takesWhatFfmpegSends);
    }

    private static void takesWhatFfmpegSends(Link link) throws Exception {
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            var source = Specs.ristSource(port, link.ristProfile(), link.secret(), link.keyBits / 8);
            FlowSpec flow = Specs.flow(source, Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            Process ffmpeg = Bench.program(ffmpeg(
                    link,
                    "-re -stream_loop -1 -i " + Captures.FILE + " -c copy -f mpegts",
                    "rist://127.0.0.1:" + port));
            try {
                Await.until("the stream arrives", () -> receiver.receivedBytes() > 1_000_000);
                assertThat(bench.report(flow).getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_RECEIVING);
                assertThat(bench.report(flow).getSources(0).getContinuityErrors())
                        .isLessThan(20);
            } finally {
                Bench.end(ffmpeg);
            }
        }
    }

    @Test
    void bringsTheStreamToFfmpeg() throws Exception {
        Captures.television();
        SideBySide.each(LINKS_OF_FFMPEG, RistFlowIT::bringsTheStreamToFfmpeg);
    }

    private static void bringsTheStreamToFfmpeg(Link link) throws Exception {
        int inPort = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            var output = Specs.rist("far", port, link.ristProfile(), link.secret(), link.keyBits / 8);
            FlowSpec flow = Specs.flow(Specs.udpSource(inPort), output);
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            Process ffmpeg = Bench.program(ffmpeg(
                    link,
                    "-i rist://@127.0.0.1:" + port + " -c copy -f mpegts",
                    "udp://127.0.0.1:" + receiver.port() + "?pkt_size=1316"));
            Process encoder = Captures.encoder(inPort);
            try {
                Await.until("ffmpeg writes what it reads", () -> receiver.receivedBytes() > 500_000);
                assertThat(bench.report(flow).getOutputs(0).getConnected()).isTrue();
            } finally {
                Bench.end(encoder);
                Bench.end(ffmpeg);
            }
        }
    }

    private static String[] ffmpeg(Link link, String middle, String to) {
        var command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "warning"));
        var rist = new ArrayList<>(List.of("-rist_profile", link.profile.toLowerCase(Locale.ROOT)));
        if (link.keyBits != 0) {
            rist.addAll(List.of("-encryption", Integer.toString(link.keyBits), "-secret", SECRET));
        }
        if (middle.contains("rist://")) {
            command.addAll(rist);
        }
        command.addAll(List.of(middle.split(" ")));
        if (to.startsWith("rist://")) {
            command.addAll(rist);
        }
        command.add(to);
        return command.toArray(String[]::new);
    }

    @Test
    void repairsWhatABadLinkLoses() throws Exception {
        SideBySide.each(List.of(new Link("SIMPLE", 0), new Link("MAIN", 256)), RistFlowIT::repairsWhatABadLinkLoses);
    }

    private static void repairsWhatABadLinkLoses(Link link) throws Exception {
        int inPort = UdpPeer.freePort();
        int sendTo = UdpPeer.freePort();
        int listenAt = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer();
                var media = new LossyRelay(sendTo, listenAt, 0.05, 1);
                var _ = new LossyRelay(sendTo + 1, listenAt + 1, 0, 2)) {
            FlowSpec near = Specs.flow(
                    Specs.udpSource(inPort),
                    Specs.rist("link", sendTo, link.ristProfile(), link.secret(), link.keyBits / 8));
            FlowSpec far = Specs.flow(
                    Specs.ristSource(listenAt, link.ristProfile(), link.secret(), link.keyBits / 8),
                    Specs.udp("out", receiver.port()));
            bench.flows.apply(far);
            bench.flows.apply(near);
            UdpFlowIT.awaitOpen(bench, near);
            try (var _ = Stream.start(encoder, inPort)) {
                Await.until("the stream arrives", () -> receiver.datagrams() > 2_500);
            }
            assertThat(media.dropped()).isGreaterThan(50);
            assertThat(NumberedPackets.gaps(receiver.received())).isLessThanOrEqualTo(GAPS_AT_THE_START);
            Await.until(
                    "the repair is counted",
                    () -> bench.report(far).getSources(0).getPacketsRecovered() > 50);
            assertThat(bench.report(far).getSources(0).getPacketsLost()).isGreaterThan(50);
            assertThat(bench.report(far).getSources(0).getRoundTripMs()).isPositive();
            assertThat(bench.report(near).getOutputs(0).getPacketsRetransmitted())
                    .isGreaterThan(50);
        }
    }

    @Test
    void mergesTwoPathsOfOneRistsender() throws Exception {
        int firstPort = UdpPeer.freePort();
        int secondPort = UdpPeer.freePort();
        int firstLink = UdpPeer.freePort();
        int secondLink = UdpPeer.freePort();
        int intoPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer();
                var second = new LossyRelay(secondLink, secondPort, 0.02, 2)) {
            var first = new LossyRelay(firstLink, firstPort, 0.02, 1);
            FlowSpec flow = Specs.flow(
                            Specs.ristSource(firstPort, RistProfile.RIST_PROFILE_MAIN, "", 0),
                            Specs.udp("out", receiver.port()))
                    .toBuilder()
                    .addSources(Specs.ristSource(secondPort, RistProfile.RIST_PROFILE_MAIN, "", 0).toBuilder()
                            .setName("second"))
                    .setRedundancy(
                            Redundancy.newBuilder().setMerge(Merge.newBuilder().setWindowMs(500)))
                    .build();
            bench.flows.apply(flow);
            String to = "rist://127.0.0.1:%d?weight=0,rist://127.0.0.1:%d?weight=0".formatted(firstLink, secondLink);
            Process sender = program("ristsender", "udp://@127.0.0.1:" + intoPort, to, new Link("MAIN", 0));
            try (var _ = Stream.start(encoder, intoPort)) {
                Await.until("the stream arrives", () -> receiver.datagrams() > 1_000);
                Await.until(
                        "both paths bring it",
                        () -> bench.report(flow).getMerge().getPathsList().stream()
                                .allMatch(path -> path.getPackets() > 1_000));
                first.close();
                int cut = receiver.datagrams();
                Await.until("the stream goes on", () -> receiver.datagrams() > cut + 1_500);
                first = new LossyRelay(firstLink, firstPort, 0.02, 3);
                int back = receiver.datagrams();
                Await.until("the stream goes on", () -> receiver.datagrams() > back + 1_500);
            } finally {
                first.close();
                Bench.end(sender);
            }
            assertThat(second.dropped()).isGreaterThan(20);
            assertThat(bench.report(flow).getMerge().getLostOnAll()).isLessThanOrEqualTo(GAPS_AT_THE_START);
            assertThat(NumberedPackets.gaps(receiver.received())).isLessThanOrEqualTo(GAPS_AT_THE_START);
        }
    }

    @Test
    void hearsNoSenderWithAnotherSecret() throws Exception {
        int port = UdpPeer.freePort();
        int intoPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(
                    Specs.ristSource(port, RistProfile.RIST_PROFILE_MAIN, "another secret", 32),
                    Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            Process sender = ristsender(intoPort, port, new Link("MAIN", 256));
            try (var stream = Stream.start(encoder, intoPort)) {
                Await.until("two seconds of it are sent", () -> stream.sent() > 7_000);
                assertThat(bench.report(flow).getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_WAITING);
                assertThat(bench.report(flow).getDetail()).contains("secret");
                assertThat(receiver.datagrams()).isZero();
            } finally {
                Bench.end(sender);
            }
        }
    }

    private static Process ristsender(int fromPort, int toPort, Link link) throws Exception {
        return program("ristsender", "udp://@127.0.0.1:" + fromPort, "rist://127.0.0.1:" + toPort, link);
    }

    private static Process ristreceiver(int fromPort, int toPort, Link link) throws Exception {
        return program("ristreceiver", "rist://@127.0.0.1:" + fromPort, "udp://127.0.0.1:" + toPort, link);
    }

    private static Process program(String name, String from, String to, Link link) throws Exception {
        var command =
                new ArrayList<>(List.of(name, "-i", from, "-o", to, "-p", link.profile.equals("SIMPLE") ? "0" : "1"));
        if (link.keyBits != 0) {
            command.addAll(List.of("-s", SECRET, "-e", Integer.toString(link.keyBits)));
        }
        return Bench.program(command.toArray(String[]::new));
    }
}
