package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.stream.PacketSink;

/** Makes the source that a specification asks for. */
public final class Sources {
    private Sources() {}

    /** A source that hands its packets to the sink. It opens nothing before its first {@link Source#tend}. */
    public static Source of(dev.flotilla.proto.flow.v1.Source spec, PacketSink sink) {
        return switch (spec.getTransportCase()) {
            case SRT_LISTENER -> new SrtListenerSource(spec.getSrtListener(), sink);
            case SRT_CALLER -> new SrtCallerSource(spec.getSrtCaller(), sink);
            case UDP -> new UdpSource(spec.getUdp(), sink);
            case RTP -> new RtpSource(spec.getRtp(), sink);
            case RIST -> new RistSource(spec.getRist(), sink);
            case RTMP_LISTENER -> new RtmpSource(spec.getRtmpListener(), sink);
            case RTMP_CALLER -> new RtmpSource(spec.getRtmpCaller(), sink);
            case TRANSPORT_NOT_SET ->
                throw new IllegalArgumentException("source '" + spec.getName() + "': no such transport");
        };
    }
}
