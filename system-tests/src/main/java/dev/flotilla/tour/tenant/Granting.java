package dev.flotilla.tour.tenant;

import static dev.flotilla.tour.step.Step.expect;
import static dev.flotilla.tour.tenant.ControlWalk.attempt;
import static dev.flotilla.tour.tenant.ControlWalk.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stream with several keys, whose every change the tenant's own Foghorn obeys at once. */
final class Granting {
    private final ControlWalk walk;
    private String stream = "";
    private String firstKey = "";
    private String secondKeyId = "";
    private String secondKey = "";

    Granting(ControlWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("A stream is made, with a second key for the spare encoder", this::create),
                new Step("The tenant's own Foghorn knows both keys, and no other", this::known),
                new Step(
                        "The second key is rotated: the old one is refused within moments, the first one goes on",
                        this::rotate),
                new Step("The stream is suspended and let go on, and the edge obeys both", this::suspend),
                new Step("A push target keeps its secret to itself", this::addTarget),
                new Step(
                        "A stream that is fetched from elsewhere hides its source, and its key admits nobody",
                        this::fetch),
                new Step("A third stream is over the tenant's limit", this::refuseThird));
    }

    private String create() throws IOException {
        JsonNode created = change(
                walk.owner(),
                "createStream",
                Map.of("title", "Harbour view"),
                "... on CreatedStream { stream { id playbackId } firstKey { secret } }");
        stream = created.at("/stream/id").asText();
        firstKey = created.at("/firstKey/secret").asText();
        JsonNode key = change(
                walk.owner(),
                "createStreamKey",
                Map.of("streamId", stream, "name", "spare"),
                "... on CreatedStreamKey { secret streamKey { id } }");
        secondKey = key.path("secret").asText();
        secondKeyId = key.at("/streamKey/id").asText();
        return "playback id " + created.at("/stream/playbackId").asText();
    }

    private String known() throws IOException {
        awaitKnown(firstKey, true);
        awaitKnown(secondKey, true);
        awaitKnown("sk_" + "0".repeat(firstKey.length() - 3), false);
        return "";
    }

    private String rotate() throws IOException {
        String old = secondKey;
        secondKey = change(walk.owner(), "rotateStreamKey", secondKeyId, "... on CreatedStreamKey { secret }")
                .path("secret")
                .asText();
        long beganNs = System.nanoTime();
        awaitKnown(old, false);
        String took = since(beganNs);
        awaitKnown(secondKey, true);
        awaitKnown(firstKey, true);
        return "refused after " + took;
    }

    private String suspend() throws IOException {
        update(true);
        long beganNs = System.nanoTime();
        awaitKnown(firstKey, false);
        String took = since(beganNs);
        update(false);
        awaitKnown(firstKey, true);
        return "refused after " + took;
    }

    private void update(boolean isSuspended) throws IOException {
        change(walk.owner(), "updateStream", Map.of("id", stream, "isSuspended", isSuspended), "... on Stream { id }");
    }

    private String addTarget() throws IOException {
        JsonNode target = change(
                walk.owner(),
                "createPushTarget",
                Map.of(
                        "streamId",
                        stream,
                        "name",
                        "elsewhere",
                        "url",
                        "rtmp://live.example.org/app/very-secret-key",
                        "isEnabled",
                        false),
                "... on PushTarget { id address }");
        JsonNode shown = walk.owner()
                .ask("query($id: ID!) { stream(id: $id) { pushTargets { address } } }", Map.of("id", stream));
        expect(!shown.toString().contains("very-secret-key"), "the list shows " + shown);
        return target.path("address").asText();
    }

    private String fetch() throws IOException {
        JsonNode created = change(
                walk.owner(),
                "createStream",
                Map.of(
                        "title",
                        "From elsewhere",
                        "ingestMode",
                        "PULL",
                        "pullSource",
                        Map.of("url", "srt://live.example.org:9000?passphrase=very-secret-key")),
                "... on CreatedStream { stream { pullSource { address } } firstKey { secret } }");
        expect(!created.path("stream").toString().contains("very-secret-key"), "the source is shown: " + created);
        Await.pause(Duration.ofSeconds(1));
        awaitKnown(created.at("/firstKey/secret").asText(), false);
        return created.at("/stream/pullSource/address").asText();
    }

    private String refuseThird() throws IOException {
        String refusal =
                attempt(walk.owner(), "createStream", Map.of("title", "Third")).refusal();
        expect(refusal.startsWith("Conflict"), "it is told: " + refusal);
        return refusal;
    }

    /** A key that is known is answered with where to publish, or that no node can take it now; another one is not found. */
    private void awaitKnown(String key, boolean isKnown) throws IOException {
        Await.until(
                isKnown ? "the Foghorn knows the key" : "the Foghorn refuses the key",
                ControlWalk.PATIENCE,
                () -> Optional.of(walk.foghorn.get("/ingest/" + key).status())
                        .filter(status -> (status == 200 || status == 503) == isKnown));
    }

    private static String since(long beganNs) {
        return (System.nanoTime() - beganNs) / 1_000_000 + " ms";
    }
}
