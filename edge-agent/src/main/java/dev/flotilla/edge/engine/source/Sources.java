package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.stream.Ring;

/** Makes the source that a specification asks for. */
public final class Sources {
    private Sources() {}

    /** A source that feeds the ring. It opens nothing before its first {@link Source#tend}. */
    public static Source of(dev.flotilla.proto.flow.v1.Source spec, Ring ring) {
        return switch (spec.getTransportCase()) {
            case SRT_LISTENER -> new SrtListenerSource(spec.getSrtListener(), ring);
            case SRT_CALLER -> new SrtCallerSource(spec.getSrtCaller(), ring);
            case UDP -> new UdpSource(spec.getUdp(), ring);
            case TRANSPORT_NOT_SET ->
                throw new IllegalArgumentException("source '" + spec.getName() + "': no transport");
        };
    }
}
