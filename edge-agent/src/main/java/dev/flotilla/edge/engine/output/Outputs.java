package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.stream.Hold;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.edge.engine.transport.Notices;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.net.InetAddress;

/** Makes the output that a specification asks for. */
public final class Outputs {
    private static final long MS = 1_000_000;
    private static final long DEFAULT_HOLD_MS = 1;

    private Outputs() {}

    /** An output that reads the ring from its present head. It opens nothing before its first {@link Output#tend}. */
    public static Output of(dev.flotilla.proto.flow.v1.Output spec, Ring ring, Notices notices) {
        long holdMs = spec.hasSmoothingMs() ? spec.getSmoothingMs() : DEFAULT_HOLD_MS;
        var hold = new Hold(holdMs * MS);
        return switch (spec.getTransportCase()) {
            case SRT_LISTENER -> new SrtListenerOutput(spec.getSrtListener(), hold, ring, notices);
            case SRT_CALLER -> new SrtCallerOutput(spec.getSrtCaller(), hold, ring, notices);
            case UDP ->
                new UdpOutput(spec.getUdp(), isMulticast(spec.getUdp()) ? hold.forMulticast() : hold, ring, notices);
            case RTP -> new RtpOutput(spec.getRtp(), hold.forMulticast(), ring, notices);
            case RIST -> new RistOutput(spec.getRist(), hold, ring, notices);
            case RTMP -> new RtmpOutput(spec.getRtmp(), hold, ring, notices);
            case TRANSPORT_NOT_SET ->
                throw new IllegalArgumentException("output '" + spec.getName() + "': no such transport");
        };
    }

    private static boolean isMulticast(UdpSender spec) {
        try {
            return InetAddress.ofLiteral(spec.getHost()).isMulticastAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
