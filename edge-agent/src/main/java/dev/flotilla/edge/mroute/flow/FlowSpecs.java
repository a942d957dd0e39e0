package dev.flotilla.edge.mroute.flow;

import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtListener;
import dev.flotilla.proto.flow.v1.SrtOptions;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.util.ArrayList;
import java.util.List;

/** Makes of a document the specification that the engine runs. The document must have passed {@link FlowRules}. */
final class FlowSpecs {
    private FlowSpecs() {}

    static FlowSpec of(FlowId id, FlowDocument document, boolean running) {
        FlowSpec.Builder spec = FlowSpec.newBuilder()
                .setId(id.value())
                .setName(document.name())
                .setDescription(document.description())
                .setRunning(running);
        byPriority(document).forEach(each -> spec.addSources(source(each)));
        document.allOutputs().forEach(each -> spec.addOutputs(output(each)));
        if (spec.getSourcesCount() > 1) {
            boolean hasPrimary = spec.getSources(0).getName().equals(primary(document));
            spec.setRedundancy(Redundancies.of(document.sourceFailoverConfig(), hasPrimary));
        }
        return spec.build();
    }

    /** The preferred source first, the others as they stand. */
    private static List<SourceDocument> byPriority(FlowDocument document) {
        List<SourceDocument> sources = new ArrayList<>(document.allSources());
        String primary = primary(document);
        sources.sort(
                (a, b) -> Boolean.compare(b.name().equals(primary), a.name().equals(primary)));
        return sources;
    }

    private static String primary(FlowDocument document) {
        return document.sourceFailoverConfig() == null
                ? ""
                : document.sourceFailoverConfig().primarySource();
    }

    private static Source source(SourceDocument document) {
        Source.Builder source = Source.newBuilder().setName(document.name()).setDescription(document.description());
        switch (SourceTransports.read(document)) {
            case Transport.SrtListener it -> source.setSrtListener(listener(it));
            case Transport.SrtCaller it -> source.setSrtCaller(caller(it));
            case Transport.UdpReceiver it ->
                source.setUdp(UdpReceiver.newBuilder()
                        .setAddress(it.reception().address())
                        .setPort(it.port())
                        .setInterface(it.reception().interfaceName())
                        .setSender(it.reception().sender()));
            case Transport.RtmpListener it -> source.setRtmpListener(RtmpSpecs.listener(it));
            case Transport.RtmpCaller it -> source.setRtmpCaller(RtmpSpecs.caller(it));
            case Transport.RtpReceiver it -> source.setRtp(RtpSpecs.receiver(it));
            case Transport.RistReceiver it -> source.setRist(RistSpecs.receiver(it));
        }
        return source.build();
    }

    private static Output output(OutputDocument document) {
        Output.Builder output = Output.newBuilder()
                .setName(document.name())
                .setDescription(document.description())
                .setEnabled(!document.status().equals(OutputDocument.DISABLED));
        if (document.smoothingLatency() != null) {
            output.setSmoothingMs(document.smoothingLatency());
        }
        switch (OutputTransports.read(document)) {
            case Transport.SrtListener it -> output.setSrtListener(listener(it));
            case Transport.SrtCaller it -> output.setSrtCaller(caller(it));
            case Transport.UdpSender it ->
                output.setUdp(UdpSender.newBuilder()
                        .setHost(it.host())
                        .setPort(it.port())
                        .setTtl(it.sending().ttl())
                        .setInterface(it.sending().interfaceName())
                        .setDscp(it.sending().dscp()));
            case Transport.RtmpPublisher it -> output.setRtmp(RtmpSpecs.publisher(it));
            case Transport.RtpSender it -> output.setRtp(RtpSpecs.sender(it));
            case Transport.RistSender it -> output.setRist(RistSpecs.sender(it));
        }
        return output.build();
    }

    private static SrtListener listener(Transport.SrtListener listener) {
        return SrtListener.newBuilder()
                .setAddress(listener.address())
                .setPort(listener.port())
                .setOptions(options(listener.options()))
                .build();
    }

    private static SrtCaller caller(Transport.SrtCaller caller) {
        SrtCaller.Builder spec = SrtCaller.newBuilder()
                .setHost(caller.host())
                .setPort(caller.port())
                .setOptions(options(caller.options()));
        BondingWishes.write(caller.bonding(), spec);
        return spec.build();
    }

    private static SrtOptions options(Transport.SrtOptions wishes) {
        SrtOptions.Builder options = SrtOptions.newBuilder()
                .setStreamId(wishes.streamId())
                .setMaxBandwidthBytesPerSecond(wishes.maxBytesPerSecond())
                .setPacketFilter(wishes.packetFilter());
        if (wishes.latency() != null) {
            options.setLatencyMs((int) wishes.latency().toMillis());
        }
        if (wishes.peerLatency() != null) {
            options.setPeerLatencyMs((int) wishes.peerLatency().toMillis());
        }
        if (wishes.encryption() != null) {
            options.setPassphrase(wishes.encryption().passphrase())
                    .setKeyLengthBytes(wishes.encryption().keyLengthBytes());
        }
        return options.build();
    }
}
