package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

/** Reads the transport that a source's document describes, and refuses what does not describe one. */
final class SourceTransports {
    private SourceTransports() {}

    static Transport.OfSource read(SourceDocument source) {
        Syntax.name("source", source.name());
        return switch (source.protocol()) {
            case "srt-listener" -> {
                checkIngest(source);
                yield new Transport.SrtListener(address(source), source.ingestPort(), SrtWishes.of(source));
            }
            case "srt-caller" -> {
                checkSender(source);
                checkRest(source);
                String host = source.senderIpAddress().isEmpty() ? source.senderHost() : source.senderIpAddress();
                yield new Transport.SrtCaller(
                        host,
                        source.senderControlPort(),
                        SrtWishes.of(source),
                        BondingWishes.of(subject(source), source.bonding()));
            }
            case "udp" -> {
                checkIngest(source);
                yield new Transport.UdpReceiver(source.ingestPort(), NetworkWishes.reception(source));
            }
            case RtpWishes.RTP, RtpWishes.RTP_FEC -> {
                checkIngest(source);
                yield RtpWishes.of(source);
            }
            case "rist" -> {
                checkIngest(source);
                yield new Transport.RistReceiver(address(source), source.ingestPort(), RistWishes.of(source));
            }
            case RtmpWishes.LISTEN -> {
                checkIngest(source);
                yield new Transport.RtmpListener(address(source), source.ingestPort(), RtmpWishes.of(source));
            }
            case RtmpWishes.DIAL -> {
                checkSender(source);
                checkRest(source);
                String host = source.senderIpAddress().isEmpty() ? source.senderHost() : source.senderIpAddress();
                yield new Transport.RtmpCaller(host, source.senderControlPort(), RtmpWishes.of(source));
            }
            default -> throw invalid("unsupported source protocol: %s", source.protocol());
        };
    }

    private static void checkIngest(SourceDocument source) {
        Syntax.port(subject(source), "ingest_port", source.ingestPort());
        checkRest(source);
    }

    private static void checkSender(SourceDocument source) {
        String subject = subject(source);
        if (source.senderIpAddress().isEmpty() && source.senderHost().isEmpty()) {
            throw invalid("%s: sender_ip_address required for %s", subject, source.protocol());
        }
        if (source.senderIpAddress().isEmpty()) {
            Syntax.host(subject, "sender_host", source.senderHost());
        } else if (!Syntax.isIpAddress(source.senderIpAddress())) {
            throw invalid("%s: invalid sender_ip_address (must be valid IP)", subject);
        }
        Syntax.port(subject, "sender_control_port", source.senderControlPort());
        NetworkWishes.checkNone(subject, source.protocol(), source.network());
    }

    private static void checkRest(SourceDocument source) {
        String subject = subject(source);
        Syntax.streamId(subject, "stream_id", source.streamId(), "");
        if (source.decryption() != null) {
            Syntax.encryption(subject + " decryption", source.decryption());
        }
        Syntax.latency(subject, "max_latency", source.maxLatency());
        Syntax.latency(subject, "min_latency", source.minLatency());
        Syntax.latency(subject, "peer_latency", source.peerLatency());
        Syntax.packetFilter(subject, "packet_filter", source.packetFilter());
        if (source.bonding() != null && !source.protocol().equals("srt-caller")) {
            throw invalid("%s: bonding is for srt-caller only", subject);
        }
        if (source.maxBitrate() < 0) {
            throw invalid("%s: invalid max_bitrate %d (must be 0 or more bytes/s)", subject, source.maxBitrate());
        }
    }

    private static String address(SourceDocument source) {
        return NetworkWishes.address(subject(source), source.protocol(), source.network());
    }

    private static String subject(SourceDocument source) {
        return "source " + source.name();
    }
}
