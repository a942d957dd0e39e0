package dev.flotilla.edge.mroute.flow;

import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.RtmpCaller;
import dev.flotilla.proto.flow.v1.RtmpListener;
import dev.flotilla.proto.flow.v1.RtmpPublisher;
import dev.flotilla.proto.flow.v1.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of an RTMP transport what the engine runs, and of that a document. */
final class RtmpSpecs {
    private RtmpSpecs() {}

    static RtmpListener listener(Transport.RtmpListener transport) {
        return RtmpListener.newBuilder()
                .setAddress(transport.address())
                .setPort(transport.port())
                .setApp(transport.place().app())
                .setStreamKey(transport.place().streamKey())
                .setTls(transport.place().isTls())
                .build();
    }

    static RtmpCaller caller(Transport.RtmpCaller transport) {
        return RtmpCaller.newBuilder()
                .setHost(transport.host())
                .setPort(transport.port())
                .setApp(transport.place().app())
                .setStreamKey(transport.place().streamKey())
                .setTls(transport.place().isTls())
                .build();
    }

    static RtmpPublisher publisher(Transport.RtmpPublisher transport) {
        return RtmpPublisher.newBuilder()
                .setHost(transport.host())
                .setPort(transport.port())
                .setApp(transport.place().app())
                .setStreamKey(transport.place().streamKey())
                .setTls(transport.place().isTls())
                .build();
    }

    static SourceDocument document(Source source, RtmpListener rtmp) {
        return document(
                source,
                RtmpWishes.LISTEN,
                rtmp.getPort(),
                "",
                0,
                rtmp.getApp(),
                rtmp.getStreamKey(),
                rtmp.getTls(),
                NetworkWishes.document(rtmp.getAddress(), "", ""));
    }

    static SourceDocument document(Source source, RtmpCaller rtmp) {
        return document(
                source,
                RtmpWishes.DIAL,
                0,
                rtmp.getHost(),
                RtmpWishes.port(rtmp.getPort(), rtmp.getTls()),
                rtmp.getApp(),
                rtmp.getStreamKey(),
                rtmp.getTls(),
                null);
    }

    private static SourceDocument document(
            Source source,
            String protocol,
            int ingestPort,
            String host,
            int port,
            String app,
            String key,
            boolean isTls,
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
                port,
                0,
                0,
                0,
                RtmpKey.write(key),
                null,
                "",
                "",
                "",
                0,
                "",
                app,
                isTls,
                null,
                network);
    }

    static OutputDocument document(Output output, RtmpPublisher rtmp) {
        return new OutputDocument(
                output.getName(),
                RtmpWishes.LISTEN,
                rtmp.getHost(),
                RtmpWishes.port(rtmp.getPort(), rtmp.getTls()),
                output.getDescription(),
                0,
                0,
                output.hasSmoothingMs() ? output.getSmoothingMs() : null,
                RtmpKey.write(rtmp.getStreamKey()),
                List.of(),
                null,
                output.getEnabled() ? OutputDocument.ENABLED : OutputDocument.DISABLED,
                "",
                0,
                "",
                rtmp.getApp(),
                rtmp.getTls(),
                null,
                null,
                null);
    }
}
