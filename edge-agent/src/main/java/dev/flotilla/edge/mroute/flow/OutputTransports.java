package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import java.util.Set;

/** Reads the transport that an output's document describes, and refuses what does not describe one. */
final class OutputTransports {
    private static final Set<String> PROTOCOLS =
            Set.of("srt-listener", "srt-caller", "rist", "udp", RtpWishes.RTP, RtpWishes.RTP_FEC, RtmpWishes.LISTEN);

    private OutputTransports() {}

    static Transport.OfOutput read(OutputDocument output) {
        check(output);
        String subject = "output " + output.name();
        return switch (output.protocol()) {
            case "srt-listener" -> {
                String address = NetworkWishes.address(subject, output.protocol(), output.network());
                yield new Transport.SrtListener(address, output.port(), SrtWishes.of(output));
            }
            case "srt-caller" ->
                new Transport.SrtCaller(
                        output.destination(),
                        output.port(),
                        SrtWishes.of(output),
                        BondingWishes.of(subject, output.bonding()));
            case "udp" -> new Transport.UdpSender(output.destination(), output.port(), NetworkWishes.sending(output));
            case RtpWishes.RTP, RtpWishes.RTP_FEC -> RtpWishes.of(output);
            case "rist" -> new Transport.RistSender(output.destination(), output.port(), RistWishes.of(output));
            case RtmpWishes.LISTEN ->
                new Transport.RtmpPublisher(output.destination(), output.port(), RtmpWishes.of(output));
            default -> throw unsupported(output);
        };
    }

    private static void check(OutputDocument output) {
        Syntax.name("output", output.name());
        if (!PROTOCOLS.contains(output.protocol())) {
            throw unsupported(output);
        }
        String subject = "output " + output.name();
        Syntax.port(subject, "port", output.port());
        if (!output.protocol().equals("srt-listener")) {
            if (output.destination().isEmpty()) {
                throw invalid("%s: destination required for protocol %s", subject, output.protocol());
            }
            Syntax.host(subject, "destination", output.destination());
        }
        Syntax.streamId(subject, "stream_key", output.streamKey(), "/");
        if (output.encryption() != null) {
            Syntax.encryption(subject + " encryption", output.encryption());
        }
        Syntax.latency(subject, "max_latency", output.maxLatency());
        Syntax.latency(subject, "min_latency", output.minLatency());
        Syntax.latency(subject, "peer_latency", output.peerLatency());
        Syntax.packetFilter(subject, "packet_filter", output.packetFilter());
        if (output.bonding() != null && !output.protocol().equals("srt-caller")) {
            throw invalid("%s: bonding is for srt-caller only", subject);
        }
        switch (output.protocol()) {
            case "srt-caller", "rist", RtmpWishes.LISTEN ->
                NetworkWishes.checkNone(subject, output.protocol(), output.network());
            default -> {}
        }
        if (output.smoothingLatency() != null) {
            Syntax.smoothing(subject, "smoothing_latency", output.smoothingLatency());
        }
        switch (output.status()) {
            case "", OutputDocument.ENABLED, OutputDocument.DISABLED -> {}
            default -> throw invalid("%s: invalid status '%s' (must be ENABLED or DISABLED)", subject, output.status());
        }
    }

    private static FlowRefusal unsupported(OutputDocument output) {
        return invalid("unsupported output protocol: %s", output.protocol());
    }
}
