package dev.flotilla.tour;

import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.mist.stream.Denied;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.tour.center.ArtifactOperations;
import dev.flotilla.tour.center.StreamOperations;
import dev.flotilla.tour.media.Decoder;
import dev.flotilla.tour.node.MistNode;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import dev.flotilla.tour.viewer.Foghorn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A stream is recorded and cut while it is live. */
final class KeepingStream {
    private static final int CLIP_S = 4;
    private static final Duration BUFFERED = Duration.ofSeconds(7);

    private final EdgeWalk walk;
    private Kept kept = Kept.NOTHING;
    private final List<Runnable> publishers = new ArrayList<>();
    private long viewersBefore;

    /** What the steps hand on. */
    private record Kept(StreamOperations.Created stream, String recording, String clip, String ordered) {
        static final Kept NOTHING = new Kept(new StreamOperations.Created("", "", "", ""), "", "", "");
    }

    KeepingStream(EdgeWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("A stream with recording on is recorded as soon as it is published", this::record),
                new Step("The recording plays through Foghorn while it grows", this::playRecording),
                new Step("A clip of the last seconds is made by Foghorn's HTTP, and plays from its node", this::clip),
                new Step("Another one is ordered at the control center", this::order),
                new Step("What is deleted is gone everywhere", this::delete));
    }

    private ArtifactOperations artifacts() throws IOException {
        return walk.center().artifacts();
    }

    private StreamOperations.Created recorded(String title) throws IOException {
        StreamOperations.Created stream = walk.center().streams().create(title);
        walk.keep(() -> walk.center().streams().delete(stream.id()));
        artifacts().record(stream.id());
        return stream;
    }

    private void publish(MistNode node, StreamOperations.Created stream) throws Denied {
        Session session = node.mist().publish(stream.secret());
        publishers.add(() -> node.mist().unpublish(session));
    }

    private String record() throws IOException, Denied {
        viewersBefore = walk.viewersSoFar();
        StreamOperations.Created stream = recorded("The tour's recorded stream");
        publish(walk.first, stream);
        JsonNode recording = Await.until(
                "segments appear",
                EdgeWalk.PATIENCE,
                () -> recordingOf(stream).filter(each -> each.path("segments").asInt() >= 2));
        String hash = recording.path("dvr_hash").asText();
        kept = new Kept(stream, hash, "", "");
        expect(recording.path("status").asText().equals("recording"), "it is " + recording);
        String node = recording.path("storage_node_id").asText();
        expect(node.equals(walk.first.agent().id()), "it is made at " + node);
        return hash + ", " + recording.path("segments").asInt() + " segments so far";
    }

    private Optional<JsonNode> recordingOf(StreamOperations.Created stream) throws IOException {
        JsonNode list = json(walk.foghorn.ask("/dvr/recordings?internal_name=" + stream.name()));
        return Optional.of(list.path("dvr_recordings").path(0)).filter(JsonNode::isObject);
    }

    private String playRecording() throws IOException {
        String address = playAddress(inCatalogue(kept.recording, any -> true), "hls");
        return "%s: %s".formatted(located(address).node(), Decoder.codecs(address));
    }

    private String clip() throws IOException {
        String hash = makeClip(walk.first, kept.stream, "The tour's clip");
        kept = new Kept(kept.stream, kept.recording, hash, "");
        String address = playAddress(inCatalogue(hash, any -> true), "mp4");
        Foghorn.Reply reply = located(address);
        expect(reply.node().equals(walk.first.authority()), "the viewer was sent to " + reply.location());
        return hash + " from " + reply.node() + ": " + Decoder.codecs(address);
    }

    /** By Foghorn's HTTP, of the last seconds; answers the hash when it is ready. */
    private String makeClip(MistNode node, StreamOperations.Created stream, String title) throws IOException {
        Await.until(
                "some seconds are there",
                EdgeWalk.PATIENCE,
                () -> node.mist()
                        .streams()
                        .find("live+" + stream.name())
                        .filter(live -> live.mediaMs(System.currentTimeMillis()) > BUFFERED.toMillis()));
        JsonNode made = json(walk.foghorn.post(
                "/clips/create", Map.of("internal_name", stream.name(), "duration_sec", CLIP_S, "title", title)));
        String hash = made.path("clip_hash").asText();
        String at = made.path("node_id").asText();
        expect(at.equals(node.agent().id()), "it is made at " + at);
        Await.until("the clip is ready", EdgeWalk.PATIENCE, () -> {
            Foghorn.Reply reply = walk.foghorn.ask("/clips/" + hash);
            expect(!reply.body().contains("\"failed\""), reply.body());
            return Optional.of(reply).filter(each -> each.body().contains("\"ready\""));
        });
        return hash;
    }

    private String order() throws IOException {
        String hash = artifacts().createClip(kept.stream.id(), "The tour's order", CLIP_S);
        kept = new Kept(kept.stream, kept.recording, kept.clip, hash);
        JsonNode clip = inCatalogue(hash, each -> each.path("status").asText().equals("READY"));
        return hash + ", " + clip.path("title").asText();
    }

    private String delete() throws IOException {
        String clip = inCatalogue(kept.clip, any -> true).path("playbackId").asText();
        json(walk.foghorn.delete("/clips/" + kept.clip));
        String ordered =
                inCatalogue(kept.ordered, any -> true).path("playbackId").asText();
        artifacts().delete(kept.ordered);
        for (String id : List.of(clip, ordered)) {
            Await.until(
                    "nothing is played by " + id,
                    EdgeWalk.PATIENCE,
                    () -> Optional.of(walk.foghorn.play(id, "mp4", "")).filter(reply -> reply.status() == 404));
        }
        for (String hash : List.of(kept.clip, kept.ordered)) {
            Await.until(
                    "no node tells of " + hash,
                    EdgeWalk.PATIENCE,
                    () -> Optional.of(walk.foghorn.ask("/clips/" + hash)).filter(reply -> reply.status() == 404));
        }
        publishers.forEach(Runnable::run);
        walk.watchedOther(walk.viewersSoFar() - viewersBefore);
        return "404 for both, by playback id and by hash";
    }

    /** As the control center has it, as soon as it is as wanted. */
    private JsonNode inCatalogue(String hash, Predicate<JsonNode> wanted) throws IOException {
        return Await.until(
                "the control center knows " + hash,
                EdgeWalk.PATIENCE,
                () -> artifacts().find(hash).filter(found -> {
                    expect(!found.path("status").asText().equals("FAILED"), found.toString());
                    return wanted.test(found);
                }));
    }

    private String playAddress(JsonNode artifact, String protocol) {
        return "http://127.0.0.1:" + walk.fleet.port(18008) + "/play/"
                + artifact.path("playbackId").asText() + '.' + protocol;
    }

    private Foghorn.Reply located(String address) throws IOException {
        return walk.foghorn.get(URI.create(address).getPath());
    }

    private static JsonNode json(Foghorn.Reply reply) throws IOException {
        expect(reply.status() == 200, reply.status() + " " + reply.body());
        return reply.json();
    }
}
