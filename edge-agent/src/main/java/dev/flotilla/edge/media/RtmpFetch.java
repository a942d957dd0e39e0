package dev.flotilla.edge.media;

import dev.flotilla.edge.media.remux.Container;
import dev.flotilla.edge.media.remux.Remux;
import dev.flotilla.edge.media.rtmp.FlvInput;
import dev.flotilla.edge.media.rtmp.RtmpAddress;
import dev.flotilla.edge.media.rtmp.RtmpConnection;
import dev.flotilla.edge.media.rtmp.RtmpDialogue;
import dev.flotilla.proto.flow.v1.RtmpCaller;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Plays a stream from an RTMP server and hands it to the engine, again and again. */
final class RtmpFetch {
    private static final int SILENCE_MS = 30_000;

    private final RtmpAddress address;
    private final EngineSocket engine;
    private final Settings settings;
    private final StatusReport status;

    RtmpFetch(RtmpCaller spec, EngineSocket engine, Settings settings, StatusReport status) {
        this.address =
                new RtmpAddress(spec.getHost(), spec.getPort(), spec.getApp(), spec.getStreamKey(), spec.getTls());
        this.engine = engine;
        this.settings = settings;
        this.status = status;
    }

    void run() {
        new Attempts(status).repeat("cannot play " + address + ": ", this::play);
    }

    private String play() throws IOException {
        settings.loadLibraries();
        try (RtmpConnection server = Dial.dial(address, settings.tls())) {
            RtmpDialogue.play(server, address);
            server.readTimeoutMs(SILENCE_MS);
            status.connected(server.peer());
            try (SocketChannel stream = engine.open()) {
                var media = new FlvInput(server, address.key());
                new Remux(Container.FLV, Container.TS, status::passing).run(media::read, () -> Whole.writer(stream));
            }
            return "the stream ended";
        }
    }
}
