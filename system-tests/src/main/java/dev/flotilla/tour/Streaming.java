package dev.flotilla.tour;

import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.Refused;
import dev.flotilla.tour.media.Decoder;
import dev.flotilla.tour.media.TestStream;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import dev.flotilla.unit.Bitrate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A flow on the second node: made, fed, looked at, stopped and started. */
final class Streaming {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Walk walk;

    Streaming(Walk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("A flow with an impossible port is refused with the field's name", this::refuseBadFlow),
                new Step("A flow is made on the second node, which applies it", this::createFlow),
                new Step("A caller with another stream id is turned away", this::turnAway),
                new Step("An encoder calls, and what enters comes out, packet by packet", this::stream),
                new Step("The live bitrate is that of the encoder, and moves", this::watchBitrate),
                new Step("A viewer at the SRT output finds picture and sound", this::view),
                new Step("The flow is stopped, and media ends", this::stop),
                new Step("The flow is started, and media comes back", this::start));
    }

    private String refuseBadFlow() throws IOException {
        try {
            walk.center().createFlow(flow("Impossible", 70_000));
        } catch (Refused refused) {
            expect(String.valueOf(refused.getMessage()).contains("70000"), "the refusal names no value: " + refused);
            return String.valueOf(refused.getMessage());
        }
        throw new AssertionError("port 70000 was taken");
    }

    private String createFlow() throws IOException {
        walk.setFlow(walk.center().createFlow(flow("First light", walk.sourcePort)));
        return "it is "
                + status("the flow waits for its source", "WAITING")
                        .path("health")
                        .asText();
    }

    private String turnAway() throws IOException {
        try (var stranger = walk.encoder("somebody-else")) {
            Await.until(
                    "the stranger's ffmpeg gives up",
                    PATIENCE,
                    () -> stranger.isSending() ? Optional.empty() : Optional.of(true));
        }
        expect(walk.receiver.seen().packets() == 0, "the stranger's stream was let through");
        return "";
    }

    private String stream() throws IOException {
        walk.startEncoder();
        Await.until(
                "1,000 packets at the UDP output",
                PATIENCE,
                () -> walk.receiver.seen().packets() > 1_000 ? Optional.of(true) : Optional.empty());
        var seen = walk.receiver.seen();
        expect(seen.withoutSync() == 0, seen.withoutSync() + " packets without a sync byte");
        expect(seen.continuityErrors() == 0, seen.continuityErrors() + " breaks in continuity");
        return seen.packets() + " packets, none missing";
    }

    private String watchBitrate() throws IOException {
        long expectedBps = TestStream.BITRATE_BPS;
        JsonNode first = Await.until(
                "the bitrate is near " + new Bitrate(expectedBps),
                PATIENCE,
                () -> source().filter(source ->
                        Math.abs(source.path("bitrateBps").asLong() - expectedBps) < expectedBps / 5));
        JsonNode later = Await.until(
                "the packet count moves",
                PATIENCE,
                () -> source().filter(source -> source.path("packetsReceived").asLong()
                        > first.path("packetsReceived").asLong()));
        return new Bitrate(later.path("bitrateBps").asLong()).toString();
    }

    private String view() throws IOException {
        String url = "srt://127.0.0.1:" + walk.viewerPort + "?mode=caller";
        String codecs = Decoder.codecs(url);
        expect(codecs.contains("h264") && codecs.contains("aac"), "found '" + codecs + "'");
        return codecs;
    }

    private String stop() throws IOException {
        walk.center().stopFlow(walk.flow());
        status("the flow is stopped", "STOPPED");
        long packets = walk.receiver.seen().packets();
        Await.pause(Duration.ofSeconds(2));
        long more = walk.receiver.seen().packets() - packets;
        expect(more == 0, more + " packets came after the stop");
        return "";
    }

    private String start() throws IOException {
        walk.center().startFlow(walk.flow());
        status("the flow runs", "WAITING|RECEIVING|NO_SOURCE");
        long packets = walk.receiver.seen().packets();
        walk.startEncoder();
        Await.until(
                "packets at the UDP output",
                PATIENCE,
                () -> walk.receiver.seen().packets() > packets ? Optional.of(true) : Optional.empty());
        return "";
    }

    private JsonNode status(String what, String health) throws IOException {
        return Await.until(
                what,
                PATIENCE,
                () -> walk.center()
                        .flowStatus(walk.flow())
                        .filter(status -> status.path("health").asText().matches(health)));
    }

    private Optional<JsonNode> source() throws IOException {
        return walk.center()
                .flowStatus(walk.flow())
                .map(status -> status.path("sources").path(0));
    }

    private Map<String, ?> flow(String name, int sourcePort) throws IOException {
        var source = Map.of(
                "name", "Encoder",
                "transport", "SRT_LISTENER",
                "address", "127.0.0.1",
                "port", sourcePort,
                "streamId", Walk.STREAM_ID);
        return Map.of(
                "nodeId", walk.node.id(),
                "name", name,
                "sources", List.of(source),
                "outputs",
                        List.of(
                                output("Receiver", "UDP", walk.receiver.port()),
                                output("Viewer", "SRT_LISTENER", walk.viewerPort)));
    }

    private static Map<String, ?> output(String name, String transport, int port) {
        return Map.of("name", name, "transport", transport, "address", "127.0.0.1", "port", port);
    }
}
