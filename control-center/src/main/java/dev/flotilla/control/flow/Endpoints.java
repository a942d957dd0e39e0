package dev.flotilla.control.flow;

import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtListener;
import dev.flotilla.proto.flow.v1.SrtOptions;
import java.util.Optional;

/** Shows sources and outputs as the API does: one shape for all transports, passphrases left out. */
final class Endpoints {
    private Endpoints() {}

    static SrtOptions options(Source source) {
        return switch (source.getTransportCase()) {
            case SRT_LISTENER -> source.getSrtListener().getOptions();
            case SRT_CALLER -> source.getSrtCaller().getOptions();
            case UDP, RTP, RIST, RTMP_LISTENER, RTMP_CALLER, TRANSPORT_NOT_SET -> SrtOptions.getDefaultInstance();
        };
    }

    static SrtOptions options(Output output) {
        return switch (output.getTransportCase()) {
            case SRT_LISTENER -> output.getSrtListener().getOptions();
            case SRT_CALLER -> output.getSrtCaller().getOptions();
            case UDP, RTP, RIST, RTMP, TRANSPORT_NOT_SET -> SrtOptions.getDefaultInstance();
        };
    }

    static Flow.Source show(Source source) {
        SrtOptions srt = options(source);
        Place place = placeOf(source);
        return new Flow.Source(
                source.getName(),
                source.getDescription(),
                place.transport,
                place.address,
                place.port,
                latencyOf(srt),
                !srt.getPassphrase().isEmpty(),
                text(srt.getStreamId()),
                text(source.getUdp().getInterface()));
    }

    static Flow.Output show(Output output) {
        SrtOptions srt = options(output);
        Place place = placeOf(output);
        int ttl = output.getUdp().getTtl();
        return new Flow.Output(
                output.getName(),
                output.getDescription(),
                output.getEnabled(),
                place.transport,
                place.address,
                place.port,
                latencyOf(srt),
                !srt.getPassphrase().isEmpty(),
                text(srt.getStreamId()),
                text(output.getUdp().getInterface()),
                ttl == 0 ? Optional.empty() : Optional.of(ttl),
                output.hasSmoothingMs() ? Optional.of(output.getSmoothingMs()) : Optional.empty());
    }

    private record Place(Transport transport, String address, int port) {
        static Place of(SrtListener listener) {
            return new Place(Transport.SRT_LISTENER, listener.getAddress(), listener.getPort());
        }

        static Place of(SrtCaller caller) {
            return new Place(Transport.SRT_CALLER, caller.getHost(), caller.getPort());
        }
    }

    private static Place placeOf(Source source) {
        return switch (source.getTransportCase()) {
            case SRT_LISTENER -> Place.of(source.getSrtListener());
            case SRT_CALLER -> Place.of(source.getSrtCaller());
            case UDP, RTP, RIST, RTMP_LISTENER, RTMP_CALLER, TRANSPORT_NOT_SET ->
                new Place(
                        Transport.UDP,
                        source.getUdp().getAddress(),
                        source.getUdp().getPort());
        };
    }

    private static Place placeOf(Output output) {
        return switch (output.getTransportCase()) {
            case SRT_LISTENER -> Place.of(output.getSrtListener());
            case SRT_CALLER -> Place.of(output.getSrtCaller());
            case UDP, RTP, RIST, RTMP, TRANSPORT_NOT_SET ->
                new Place(
                        Transport.UDP,
                        output.getUdp().getHost(),
                        output.getUdp().getPort());
        };
    }

    private static Optional<Integer> latencyOf(SrtOptions srt) {
        return srt.hasLatencyMs() ? Optional.of(srt.getLatencyMs()) : Optional.empty();
    }

    private static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
