package dev.flotilla.edge.media;

import dev.flotilla.edge.media.remux.Container;
import dev.flotilla.edge.media.remux.Remux;
import dev.flotilla.edge.media.remux.TsEntry;
import dev.flotilla.edge.media.rtmp.FlvOutput;
import dev.flotilla.edge.media.rtmp.RtmpAddress;
import dev.flotilla.edge.media.rtmp.RtmpConnection;
import dev.flotilla.edge.media.rtmp.RtmpDialogue;
import dev.flotilla.edge.media.rtmp.ServerWords;
import dev.flotilla.proto.flow.v1.RtmpPublisher;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Publishes the engine's stream on an RTMP server, again and again. */
final class RtmpPublication {
    private static final long STALLED_NS = TimeUnit.SECONDS.toNanos(10);

    private final RtmpAddress address;
    private final EngineSocket engine;
    private final Settings settings;
    private final StatusReport status;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watch").factory());

    RtmpPublication(RtmpPublisher spec, EngineSocket engine, Settings settings, StatusReport status) {
        this.address =
                new RtmpAddress(spec.getHost(), spec.getPort(), spec.getApp(), spec.getStreamKey(), spec.getTls());
        this.engine = engine;
        this.settings = settings;
        this.status = status;
    }

    void run() {
        new Attempts(status).repeat("cannot publish to " + address + ": ", this::publish);
    }

    private String publish() throws IOException {
        settings.loadLibraries();
        try (RtmpConnection server = Dial.dial(address, settings.tls())) {
            int stream = RtmpDialogue.publish(server, address);
            server.readTimeoutMs(0);
            status.connected(server.peer());
            try (SocketChannel media = engine.open()) {
                return send(server, stream, media);
            }
        }
    }

    /** Sends until either end goes away. The server's words are heard beside it: they tell why better than a broken pipe. */
    private String send(RtmpConnection server, int stream, SocketChannel media) throws IOException {
        var last = new CompletableFuture<String>();
        Thread.ofPlatform().daemon().name("server-words").start(() -> {
            last.complete(ServerWords.hear(server, address.key()));
            close(media);
        });
        Future<?> stallWatch = watch.scheduleAtFixedRate(() -> endStalled(server), 1, 1, TimeUnit.SECONDS);
        @Nullable IOException failure = null;
        try {
            new Remux(Container.TS, Container.FLV, status::passing)
                    .run(new TsEntry(media::read), () -> new FlvOutput(server, stream)::write);
        } catch (IOException e) {
            failure = e;
        } finally {
            stallWatch.cancel(false);
        }
        if (last.isDone()) {
            return last.join();
        }
        server.close();
        if (failure != null) {
            throw failure;
        }
        return "the engine closed the stream";
    }

    private static void endStalled(RtmpConnection server) {
        if (server.stalledNs(System.nanoTime()) > STALLED_NS) {
            server.close();
        }
    }

    private static void close(SocketChannel media) {
        try {
            media.close();
        } catch (IOException e) {
            // It is closed, then.
        }
    }
}
