package dev.flotilla.control.flow;

import dev.flotilla.proto.flow.v1.FecMatrix;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.RistProfile;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtBonding;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtListener;
import dev.flotilla.proto.flow.v1.SrtOptions;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Shows sources and outputs as the API does: one shape for all transports, secrets left out. */
final class ShownEndpoints {
    private ShownEndpoints() {}

    static Flow.Source show(Source source) {
        Facts facts = factsOf(source);
        return new Flow.Source(
                source.getName(),
                source.getDescription(),
                facts.transport,
                facts.address,
                facts.port,
                facts.latencyMs,
                facts.isEncrypted,
                facts.streamId,
                text(
                        source.hasRtp()
                                ? source.getRtp().getInterface()
                                : source.getUdp().getInterface()),
                text(
                        source.hasRtp()
                                ? source.getRtp().getSender()
                                : source.getUdp().getSender()),
                source.getRtp().getFec(),
                facts.srt,
                facts.rist,
                facts.rtmp);
    }

    static Flow.Output show(Output output) {
        Facts facts = factsOf(output);
        return new Flow.Output(
                output.getName(),
                output.getDescription(),
                output.getEnabled(),
                facts.transport,
                facts.address,
                facts.port,
                facts.latencyMs,
                facts.isEncrypted,
                facts.streamId,
                text(
                        output.hasRtp()
                                ? output.getRtp().getInterface()
                                : output.getUdp().getInterface()),
                positive(
                        output.hasRtp()
                                ? output.getRtp().getTtl()
                                : output.getUdp().getTtl()),
                positive(
                        output.hasRtp()
                                ? output.getRtp().getDscp()
                                : output.getUdp().getDscp()),
                output.hasSmoothingMs() ? Optional.of(output.getSmoothingMs()) : Optional.empty(),
                output.getRtp().hasFec() ? Optional.of(show(output.getRtp().getFec())) : Optional.empty(),
                facts.srt,
                facts.rist,
                facts.rtmp);
    }

    /** Of the stored secret; 0 when it was not said. */
    static int keyLength(Source source) {
        return switch (source.getTransportCase()) {
            case SRT_LISTENER -> source.getSrtListener().getOptions().getKeyLengthBytes();
            case SRT_CALLER -> source.getSrtCaller().getOptions().getKeyLengthBytes();
            case RIST -> source.getRist().getKeyLengthBytes();
            case UDP, RTP, RTMP_LISTENER, RTMP_CALLER, TRANSPORT_NOT_SET -> 0;
        };
    }

    /** Of the stored secret; 0 when it was not said. */
    static int keyLength(Output output) {
        return switch (output.getTransportCase()) {
            case SRT_LISTENER -> output.getSrtListener().getOptions().getKeyLengthBytes();
            case SRT_CALLER -> output.getSrtCaller().getOptions().getKeyLengthBytes();
            case RIST -> output.getRist().getKeyLengthBytes();
            case UDP, RTP, RTMP, TRANSPORT_NOT_SET -> 0;
        };
    }

    private record Facts(
            Transport transport,
            String address,
            int port,
            Optional<Integer> latencyMs,
            boolean isEncrypted,
            Optional<String> streamId,
            Optional<Flow.Srt> srt,
            Optional<Choices.Profile> rist,
            Optional<Flow.Rtmp> rtmp) {
        static Facts plain(Transport transport, String address, int port, Optional<Integer> latencyMs) {
            return new Facts(
                    transport,
                    address,
                    port,
                    latencyMs,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        static Facts of(SrtListener srt) {
            return srt(
                    Transport.SRT_LISTENER,
                    srt.getAddress(),
                    srt.getPort(),
                    srt.getOptions(),
                    SrtCaller.getDefaultInstance());
        }

        static Facts of(SrtCaller srt) {
            return srt(Transport.SRT_CALLER, srt.getHost(), srt.getPort(), srt.getOptions(), srt);
        }

        private static Facts srt(Transport transport, String address, int port, SrtOptions options, SrtCaller links) {
            return new Facts(
                    transport,
                    address,
                    port,
                    options.hasLatencyMs() ? Optional.of(options.getLatencyMs()) : Optional.empty(),
                    !options.getPassphrase().isEmpty(),
                    text(options.getStreamId()),
                    Optional.of(show(options, links)),
                    Optional.empty(),
                    Optional.empty());
        }

        static Facts rist(
                String address, int port, Optional<Integer> bufferMs, boolean isEncrypted, RistProfile profile) {
            var shown = profile == RistProfile.RIST_PROFILE_MAIN ? Choices.Profile.MAIN : Choices.Profile.SIMPLE;
            return new Facts(
                    Transport.RIST,
                    address,
                    port,
                    bufferMs,
                    isEncrypted,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(shown),
                    Optional.empty());
        }

        static Facts rtmp(Transport transport, String address, int port, String app, String streamKey, boolean isTls) {
            return new Facts(
                    transport,
                    address,
                    port,
                    Optional.empty(),
                    isTls,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Flow.Rtmp(text(app), !streamKey.isEmpty(), isTls)));
        }
    }

    private static Facts factsOf(Source source) {
        return switch (source.getTransportCase()) {
            case SRT_LISTENER -> Facts.of(source.getSrtListener());
            case SRT_CALLER -> Facts.of(source.getSrtCaller());
            case RTP -> {
                var rtp = source.getRtp();
                yield Facts.plain(
                        Transport.RTP,
                        rtp.getAddress(),
                        rtp.getPort(),
                        rtp.hasReorderMs() ? Optional.of(rtp.getReorderMs()) : Optional.empty());
            }
            case RIST -> {
                var rist = source.getRist();
                var buffer = rist.hasBufferMs() ? Optional.of(rist.getBufferMs()) : Optional.<Integer>empty();
                yield Facts.rist(
                        rist.getAddress(),
                        rist.getPort(),
                        buffer,
                        !rist.getSecret().isEmpty(),
                        rist.getProfile());
            }
            case RTMP_LISTENER -> {
                var rtmp = source.getRtmpListener();
                yield Facts.rtmp(
                        Transport.RTMP_LISTENER,
                        rtmp.getAddress(),
                        rtmp.getPort(),
                        rtmp.getApp(),
                        rtmp.getStreamKey(),
                        rtmp.getTls());
            }
            case RTMP_CALLER -> {
                var rtmp = source.getRtmpCaller();
                yield Facts.rtmp(
                        Transport.RTMP_CALLER,
                        rtmp.getHost(),
                        rtmp.getPort(),
                        rtmp.getApp(),
                        rtmp.getStreamKey(),
                        rtmp.getTls());
            }
            case UDP, TRANSPORT_NOT_SET ->
                Facts.plain(
                        Transport.UDP,
                        source.getUdp().getAddress(),
                        source.getUdp().getPort(),
                        Optional.empty());
        };
    }

    private static Facts factsOf(Output output) {
        return switch (output.getTransportCase()) {
            case SRT_LISTENER -> Facts.of(output.getSrtListener());
            case SRT_CALLER -> Facts.of(output.getSrtCaller());
            case RTP ->
                Facts.plain(
                        Transport.RTP,
                        output.getRtp().getHost(),
                        output.getRtp().getPort(),
                        Optional.empty());
            case RIST -> {
                var rist = output.getRist();
                var buffer = rist.hasBufferMs() ? Optional.of(rist.getBufferMs()) : Optional.<Integer>empty();
                yield Facts.rist(
                        rist.getHost(),
                        rist.getPort(),
                        buffer,
                        !rist.getSecret().isEmpty(),
                        rist.getProfile());
            }
            case RTMP -> {
                var rtmp = output.getRtmp();
                yield Facts.rtmp(
                        Transport.RTMP_CALLER,
                        rtmp.getHost(),
                        rtmp.getPort(),
                        rtmp.getApp(),
                        rtmp.getStreamKey(),
                        rtmp.getTls());
            }
            case UDP, TRANSPORT_NOT_SET ->
                Facts.plain(
                        Transport.UDP,
                        output.getUdp().getHost(),
                        output.getUdp().getPort(),
                        Optional.empty());
        };
    }

    private static Flow.Srt show(SrtOptions options, SrtCaller caller) {
        List<Flow.Link> links = caller.getLinksList().stream()
                .map(link -> new Flow.Link(link.getHost(), link.getPort()))
                .toList();
        var bonding = caller.getBonding() == SrtBonding.SRT_BONDING_BACKUP
                ? Choices.Bonding.BACKUP
                : Choices.Bonding.BROADCAST;
        return new Flow.Srt(
                options.hasPeerLatencyMs() ? Optional.of(options.getPeerLatencyMs()) : Optional.empty(),
                text(options.getPacketFilter()),
                Optional.of(options.getMaxBandwidthBytesPerSecond())
                        .filter(bytes -> bytes > 0)
                        .map(BigInteger::valueOf),
                links,
                links.isEmpty() ? Optional.empty() : Optional.of(bonding));
    }

    private static Flow.FecMatrix show(FecMatrix fec) {
        return new Flow.FecMatrix(fec.getColumns(), fec.getRows(), fec.getRowFec());
    }

    private static Optional<Integer> positive(int value) {
        return value > 0 ? Optional.of(value) : Optional.empty();
    }

    private static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
