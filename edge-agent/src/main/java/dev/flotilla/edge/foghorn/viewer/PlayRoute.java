package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.http.Call;
import dev.flotilla.edge.foghorn.http.Route;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * {@code /play/KEY}: sends a viewer on to the best node. Without a protocol it answers with all endpoints instead.
 */
final class PlayRoute implements Route {
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final Viewing viewing;
    private final Region region;

    PlayRoute(Viewing viewing, Region region) {
        this.viewing = viewing;
        this.region = region;
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
        var viewer = new Viewing.Viewer(
                "play",
                path.playbackId(),
                path.protocol(),
                Token.of(call),
                call.client(),
                call.position(),
                !call.request().method().equals(HttpMethod.HEAD),
                System.nanoTime() - call.ageNs());
        reply.with(viewing.find(viewer), way -> answer(reply, path, way));
    }

    private void answer(Reply reply, PlayPath path, Way way) {
        switch (way) {
            case Way.Closed closed -> reply.fault(closed.fault(), closed.message());
            case Way.Open open when path.isAny() -> reply.json(EndpointsJson.of(open, region.snapshot()));
            case Way.Open open -> {
                String url = EndpointsJson.outputs(open.chosen().best().node(), open.stream())
                        .find(path.protocol());
                reply.redirect(open.ticket().on(withManifest(url, path.manifest())));
            }
        }
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
