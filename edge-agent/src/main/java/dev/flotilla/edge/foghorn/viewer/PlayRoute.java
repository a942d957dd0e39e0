package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.http.Call;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.edge.foghorn.stored.StoredMedia;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * {@code /play/KEY}: sends a viewer on to the best node. Without a protocol it answers with all endpoints instead.
 */
final class PlayRoute implements Route {
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final Viewing viewing;
    private final Region region;
    private final StoredMedia media;
    private final Origin origin;

    PlayRoute(Viewing viewing, Region region, StoredMedia media, Origin origin) {
        this.viewing = viewing;
        this.region = region;
        this.media = media;
        this.origin = origin;
    }

    @Override
    public Set<String> words() {
        return Set.of("play", "resolve");
    }

    @Override
    public void answer(Call call) {
        Reply reply = new Reply(call.request(), METHODS);
        if (reply.isSettled()) {
            return;
        }
        PlayPath path = PlayPath.parse(call.rest());
        if (path.playbackId().isEmpty()) {
            reply.fault(Fault.MISSING_VIEW_KEY, "the path names no key: /play/KEY");
            return;
        }
        if (!PlayPath.isPlaybackId(path.playbackId())) {
            reply.fault(Fault.INVALID_VIEW_KEY, "a key has 1 to 64 letters, digits, '-' and '_'");
            return;
        }
        if (!path.isPlain()) {
            reply.fault(Fault.INVALID_VIEW_KEY, "the path holds control characters");
            return;
        }
        var viewer = new Viewing.Viewer(
                "play",
                path.playbackId(),
                path.protocol(),
                Token.of(call),
                call.client(),
                call.position(),
                !call.request().method().equals(HttpMethod.HEAD),
                System.nanoTime() - call.ageNs());
        reply.with(viewing.find(viewer), way -> answer(call, reply, path, way));
    }

    private void answer(Call call, Reply reply, PlayPath path, Way way) {
        switch (way) {
            case Way.Closed closed -> reply.fault(closed.fault(), closed.message());
            case Way.Open open when path.isAny() -> reply.json(EndpointsJson.of(open, region.snapshot()));
            case Way.Open open -> {
                String url = open.watched().outputs(open.chosen().best().node()).find(path.protocol());
                reply.redirect(open.ticket().on(withManifest(url, path.encodedManifest())));
            }
            case Way.Stored stored
            when path.isAny() -> reply.json(StoredJson.of(stored, origin.of(call), region.snapshot()));
            case Way.Stored stored -> answer(reply, stored);
        }
    }

    /** A playlist is answered here, for its lines are addresses that hold for some hours only. */
    private void answer(Reply reply, Way.Stored stored) {
        String hash = stored.artifact().getHash();
        String file = stored.artifact().getFile();
        if (stored.isPlaylist()) {
            reply.with(
                    media.playlist(hash, file),
                    playlist -> playlist.ifPresentOrElse(reply::playlist, () -> notToBeHad(reply)));
        } else {
            reply.with(media.address(hash, file), url -> url.ifPresentOrElse(reply::redirect, () -> notToBeHad(reply)));
        }
    }

    private static void notToBeHad(Reply reply) {
        reply.fault(Fault.REMOTE_ARTIFACT_UNAVAILABLE, "the object storage has it and cannot be asked at present");
    }

    /** Below the address's path, unless that is a manifest already. */
    private static String withManifest(String url, String manifest) {
        int query = url.indexOf('?');
        String path = query < 0 ? url : url.substring(0, query);
        if (manifest.isEmpty()
                || path.endsWith(".m3u8")
                || path.endsWith(".mpd")
                || path.endsWith(".f4m")
                || path.endsWith("Manifest")) {
            return url;
        }
        return path + (path.endsWith("/") ? "" : "/") + manifest + (query < 0 ? "" : url.substring(query));
    }
}
