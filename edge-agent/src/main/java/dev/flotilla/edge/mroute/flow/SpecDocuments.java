package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.RistProfile;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a specification as mroute's document, as far as that can say it. */
final class SpecDocuments {
    private SpecDocuments() {}

    static FlowDocument of(FlowSpec spec) {
        List<SourceDocument> sources =
                spec.getSourcesList().stream().map(SpecDocuments::source).toList();
        return new FlowDocument(
                spec.getId(),
                spec.getName(),
                spec.getDescription(),
                sources.isEmpty() ? null : sources.getFirst(),
                sources.isEmpty() ? List.of() : sources.subList(1, sources.size()),
                spec.getOutputsList().stream().map(SpecDocuments::output).toList(),
                Redundancies.document(spec),
                null,
                null);
    }

    private static SourceDocument source(Source source) {
        return switch (source.getTransportCase()) {
            case SRT_LISTENER -> {
                var srt = source.getSrtListener();
                var network = NetworkWishes.document(srt.getAddress(), "", "");
                yield source(source, "srt-listener", srt.getPort(), srt.getOptions(), "", network);
            }
            case SRT_CALLER -> {
                var srt = source.getSrtCaller();
                yield source(
                        source,
                        "srt-caller",
                        0,
                        srt.getHost(),
                        srt.getPort(),
                        srt.getOptions(),
                        "",
                        BondingWishes.document(srt),
                        null);
            }
            case UDP -> {
                var udp = source.getUdp();
                var network = NetworkWishes.document(udp.getAddress(), udp.getInterface(), udp.getSender());
                yield source(source, "udp", udp.getPort(), SrtOptions.getDefaultInstance(), "", network);
            }
            case RIST -> {
                var rist = source.getRist();
                var options = shared(rist.getSecret(), rist.getKeyLengthBytes(), rist.getBufferMs());
                var network = NetworkWishes.document(rist.getAddress(), "", "");
                yield source(source, "rist", rist.getPort(), options, profile(rist.getProfile()), network);
            }
            case RTMP_LISTENER -> RtmpSpecs.document(source, source.getRtmpListener());
            case RTMP_CALLER -> RtmpSpecs.document(source, source.getRtmpCaller());
            case RTP -> {
                var rtp = source.getRtp();
                var options =
                        SrtOptions.newBuilder().setLatencyMs(rtp.getReorderMs()).build();
                var network = NetworkWishes.document(rtp.getAddress(), rtp.getInterface(), rtp.getSender());
                yield source(source, RtpSpecs.protocol(rtp.getFec()), rtp.getPort(), options, "", network);
            }
            case TRANSPORT_NOT_SET -> throw invalid("source %s: transport is missing or unknown", source.getName());
        };
    }

    private static SourceDocument source(
            Source source,
            String protocol,
            int ingestPort,
            SrtOptions srt,
            String ristProfile,
            @Nullable NetworkDocument network) {
        return source(source, protocol, ingestPort, "", 0, srt, ristProfile, null, network);
    }

    private static SourceDocument source(
            Source source,
            String protocol,
            int ingestPort,
            String host,
            int controlPort,
            SrtOptions srt,
            String ristProfile,
            @Nullable BondingDocument bonding,
            @Nullable NetworkDocument network) {
        boolean isAddress = Syntax.isIpAddress(host);
        return new SourceDocument(
                source.getName(),
                protocol,
                ingestPort,
                source.getDescription(),
                "",
                isAddress ? host : "",
                isAddress ? "" : host,
                controlPort,
                srt.getMaxBandwidthBytesPerSecond(),
                srt.getLatencyMs(),
                0,
                srt.getStreamId(),
                encryption(srt),
                "",
                "",
                ristProfile,
                srt.getPeerLatencyMs(),
                srt.getPacketFilter(),
                "",
                false,
                bonding,
                network);
    }

    private static OutputDocument output(Output output) {
        return switch (output.getTransportCase()) {
            case SRT_LISTENER -> {
                var srt = output.getSrtListener();
                var network = NetworkWishes.document(srt.getAddress(), "", "");
                yield output(output, "srt-listener", "", srt.getPort(), srt.getOptions(), "", null, null, network);
            }
            case SRT_CALLER -> {
                var srt = output.getSrtCaller();
                yield output(
                        output,
                        "srt-caller",
                        srt.getHost(),
                        srt.getPort(),
                        srt.getOptions(),
                        "",
                        null,
                        BondingWishes.document(srt),
                        null);
            }
            case UDP -> {
                var udp = output.getUdp();
                var none = SrtOptions.getDefaultInstance();
                var network = NetworkWishes.document(udp.getInterface(), udp.getTtl(), udp.getDscp());
                yield output(output, "udp", udp.getHost(), udp.getPort(), none, "", null, null, network);
            }
            case RIST -> {
                var rist = output.getRist();
                var options = shared(rist.getSecret(), rist.getKeyLengthBytes(), rist.getBufferMs());
                String profile = profile(rist.getProfile());
                yield output(output, "rist", rist.getHost(), rist.getPort(), options, profile, null, null, null);
            }
            case RTMP -> RtmpSpecs.document(output, output.getRtmp());
            case RTP -> {
                var rtp = output.getRtp();
                String protocol = RtpSpecs.protocol(rtp.hasFec());
                var none = SrtOptions.getDefaultInstance();
                var fec = RtpSpecs.document(rtp);
                var network = NetworkWishes.document(rtp.getInterface(), rtp.getTtl(), rtp.getDscp());
                yield output(output, protocol, rtp.getHost(), rtp.getPort(), none, "", fec, null, network);
            }
            case TRANSPORT_NOT_SET -> throw invalid("output %s: transport is missing or unknown", output.getName());
        };
    }

    private static OutputDocument output(
            Output output,
            String protocol,
            String destination,
            int port,
            SrtOptions srt,
            String ristProfile,
            @Nullable FecDocument fec,
            @Nullable BondingDocument bonding,
            @Nullable NetworkDocument network) {
        return new OutputDocument(
                output.getName(),
                protocol,
                destination,
                port,
                output.getDescription(),
                srt.getLatencyMs(),
                0,
                output.hasSmoothingMs() ? output.getSmoothingMs() : null,
                srt.getStreamId(),
                List.of(),
                encryption(srt),
                output.getEnabled() ? OutputDocument.ENABLED : OutputDocument.DISABLED,
                ristProfile,
                srt.getPeerLatencyMs(),
                srt.getPacketFilter(),
                "",
                false,
                fec,
                bonding,
                network);
    }

    /** RIST's options that documents say with the same keys as SRT's. */
    private static SrtOptions shared(String secret, int keyLengthBytes, int bufferMs) {
        return SrtOptions.newBuilder()
                .setPassphrase(secret)
                .setKeyLengthBytes(keyLengthBytes)
                .setLatencyMs(bufferMs)
                .build();
    }

    private static String profile(RistProfile profile) {
        return profile == RistProfile.RIST_PROFILE_MAIN ? RistWishes.MAIN : RistWishes.SIMPLE;
    }

    private static @Nullable EncryptionDocument encryption(SrtOptions srt) {
        return srt.getPassphrase().isEmpty()
                ? null
                : new EncryptionDocument(Wishes.algorithm(srt.getKeyLengthBytes()), srt.getPassphrase());
    }
}
