package dev.flotilla.tour;

import static dev.flotilla.tour.TransportWalk.freePort;
import static dev.flotilla.tour.TransportWalk.more;
import static dev.flotilla.tour.TransportWalk.output;
import static dev.flotilla.tour.TransportWalk.source;
import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.media.Decoder;
import dev.flotilla.tour.media.TestStream;
import dev.flotilla.tour.media.UdpReceiver;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Streams that come by one protocol and leave by others, with ffmpeg at the far ends. */
final class Protocols {
    private static final String PASSPHRASE = "a-long-tour-passphrase";

    private final TransportWalk walk;
    private final int viewerPort = freePort();
    private String flow = "";

    Protocols(TransportWalk walk) throws IOException {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("An encoder publishes by RTMP", this::publishRtmp),
                new Step("Three viewers at one encrypted SRT listener find picture and sound", this::viewSrt),
                new Step("A viewer with another passphrase finds nothing", this::viewWithWrongPassphrase),
                new Step("The passphrase is shown to nobody", this::lookForPassphrase),
                new Step("An encoder sends by RIST", this::sendRist),
                new Step("The counters move, and the stream is clean by TR 101 290", this::readMetrics));
    }

    /** Dials again and again, as encoders do; ffmpeg by itself ends when nobody listens yet. */
    private final class RtmpEncoder implements AutoCloseable {
        private final int port;
        private TestStream stream;

        RtmpEncoder(int port) throws IOException {
            this.port = port;
            this.stream = TestStream.toRtmp(port, "/live/tour", walk.log);
        }

        void dial() throws IOException {
            if (!stream.isSending()) {
                stream = TestStream.toRtmp(port, "/live/tour", walk.log);
            }
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    private String publishRtmp() throws IOException {
        int port = freePort();
        flow = walk.startFlow(Map.of(
                "name",
                "Tour: RTMP to SRT",
                "source",
                Map.of("name", "encoder", "protocol", "rtmp", "ingest_port", port, "stream_id", "tour"),
                "outputs",
                List.of(Map.of(
                        "name",
                        "viewers",
                        "protocol",
                        "srt-listener",
                        "destination",
                        "",
                        "port",
                        viewerPort,
                        "encryption",
                        Map.of("algorithm", "aes256", "passphrase", PASSPHRASE)))));
        var encoder = walk.keep(new RtmpEncoder(port));
        Await.until("media arrives", TransportWalk.PATIENCE, () -> {
            encoder.dial();
            return Optional.of(walk.api.metrics(flow))
                    .filter(metrics -> metrics.at("/source_metrics/0/connected").asBoolean());
        });
        return "";
    }

    private String viewSrt() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var viewers = List.of(1, 2, 3).stream()
                    .map(viewer -> CompletableFuture.supplyAsync(this::codecs, threads))
                    .toList();
            for (var viewer : viewers) {
                String codecs = viewer.get();
                expect(codecs.contains("h264") && codecs.contains("aac"), "found '" + codecs + "'");
            }
        }
        return "h264 aac, three times";
    }

    private String codecs() {
        try {
            return Decoder.codecs(viewer(PASSPHRASE));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String viewer(String passphrase) {
        return "srt://127.0.0.1:" + viewerPort + "?mode=caller&passphrase=" + passphrase;
    }

    private String viewWithWrongPassphrase() throws IOException {
        try {
            String codecs = Decoder.codecs(viewer("another-long-passphrase"));
            throw new AssertionError("found '" + codecs + "'");
        } catch (IOException refused) {
            return "";
        }
    }

    private String lookForPassphrase() throws IOException {
        String shown = walk.api.done("GET", "/v1/flows/" + flow, Map.of()).toString();
        expect(!shown.contains(PASSPHRASE), "the API shows the passphrase");
        expect(shown.contains("passphrase"), "the API does not say that there is a passphrase");
        return "";
    }

    private String sendRist() throws IOException {
        int port = freePort();
        var receiver = walk.keep(new UdpReceiver(0));
        String rist = walk.startFlow(Map.of(
                "name",
                "Tour: RIST",
                "source",
                Map.of("name", "encoder", "protocol", "rist", "ingest_port", port, "rist_profile", "main"),
                "outputs",
                List.of(output("receiver", "udp", receiver.port()))));
        walk.keep(TestStream.toRist(port, walk.log));
        var seen = more(receiver, 2_000);
        expect(seen.withoutSync() == 0 && seen.continuityErrors() == 0, "the stream is damaged: " + seen);
        walk.metrics(
                rist,
                "the source counts",
                metrics -> metrics.at("/source_metrics/0/packets_received").asLong() > 0);
        return seen.packets() + " packets, none lost";
    }

    private String readMetrics() throws IOException {
        JsonNode first = walk.api.metrics(flow);
        JsonNode later = walk.metrics(
                flow,
                "more packets",
                metrics -> metrics.at("/source_metrics/0/packets_received").asLong()
                        > first.at("/source_metrics/0/packets_received").asLong());
        JsonNode source = later.path("source_metrics").path(0);
        expect(source.path("continuity_errors").asLong() == 0, "the stream has breaks: " + source);
        return source.path("bitrate_kbps").asLong() + " kb/s";
    }
}
