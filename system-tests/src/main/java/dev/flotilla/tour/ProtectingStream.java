package dev.flotilla.tour;

import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.mist.stream.Denied;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import dev.flotilla.tour.viewer.Foghorn;
import dev.flotilla.tour.viewer.PlaybackToken;
import dev.flotilla.tour.viewer.Player;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream that only those may watch to whom its owner gave a token. */
final class ProtectingStream {
    private static final Duration HOUR = Duration.ofHours(1);

    private final EdgeWalk walk;
    private @Nullable PlaybackToken tokens;

    ProtectingStream(EdgeWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("Tokens are made a must; who has none is refused by Foghorn and by MistServer", this::protect),
                new Step("A signed token opens it; one that has expired does not", this::open),
                new Step("It is made public again", this::makePublic));
    }

    private String protect() throws IOException, GeneralSecurityException {
        JsonNode created =
                walk.center().streams().createSigningKey("Tour " + walk.stream().playbackId());
        String key = created.at("/signingKey/id").asText();
        walk.keep(() -> walk.center().streams().revokeSigningKey(key));
        tokens = new PlaybackToken(key, created.path("privateKey").asText());
        long beganNs = System.nanoTime();
        walk.center().streams().protect(walk.stream().id(), List.of(key));
        Foghorn.Reply refused = Await.until(
                "a viewer without a token is refused",
                EdgeWalk.PATIENCE,
                () -> Optional.of(walk.foghorn.play(walk.stream().playbackId(), "hls", ""))
                        .filter(reply -> reply.status() == 403));
        try {
            walk.first.mist().watch(walk.stream().playbackId(), "HLS", "");
        } catch (Denied denied) {
            return "%s after %.1f s; MistServer: %s"
                    .formatted(refused.body().strip(), (System.nanoTime() - beganNs) / 1e9, denied.getMessage());
        }
        throw new AssertionError("MistServer let a viewer in who had no token");
    }

    private String open() throws IOException, GeneralSecurityException {
        String id = walk.stream().playbackId();
        PlaybackToken signer = Objects.requireNonNull(tokens);
        Foghorn.Reply expired = walk.foghorn.play(id, "hls", "jwt=" + signer.sign(id, HOUR.negated()));
        expect(expired.status() == 403, "an expired token is answered with " + expired.status());
        String query = "?jwt=" + signer.sign(id, HOUR);
        Player.Watched watched =
                Player.watch(URI.create("http://127.0.0.1:" + walk.fleet.port(18008) + "/play/" + id + "/hls" + query));
        return watched.bytes() + " bytes from " + watched.node() + "; expired: "
                + expired.body().strip();
    }

    private String makePublic() throws IOException {
        walk.center().streams().makePublic(walk.stream().id());
        Await.until(
                "everybody may watch",
                EdgeWalk.PATIENCE,
                () -> Optional.of(walk.foghorn.play(walk.stream().playbackId(), "hls", ""))
                        .filter(reply -> reply.status() == 307));
        return "";
    }
}
