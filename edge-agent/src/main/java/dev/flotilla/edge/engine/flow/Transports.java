package dev.flotilla.edge.engine.flow;

import dev.flotilla.proto.flow.v1.Source;

/** What people call a source's transport: mroute's name of the protocol, and the port. */
final class Transports {
    private Transports() {}

    static String words(Source source) {
        return switch (source.getTransportCase()) {
            case SRT_LISTENER -> words("srt-listener", source.getSrtListener().getPort());
            case SRT_CALLER -> words("srt-caller", source.getSrtCaller().getPort());
            case UDP -> words("udp", source.getUdp().getPort());
            case RTP ->
                words(
                        source.getRtp().getFec() ? "rtp-fec" : "rtp",
                        source.getRtp().getPort());
            case RIST -> words("rist", source.getRist().getPort());
            case RTMP_LISTENER -> words("rtmp", source.getRtmpListener().getPort());
            case RTMP_CALLER -> words("rtmp-caller", source.getRtmpCaller().getPort());
            case TRANSPORT_NOT_SET -> "nothing";
        };
    }

    private static String words(String protocol, int port) {
        return protocol + " on port " + port;
    }
}
