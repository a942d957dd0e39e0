package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Snapshot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** A way to the object storage, as programs read it: this Foghorn is its one endpoint, and leads on. */
final class StoredJson {
    private StoredJson() {}

    /** @param origin where viewers reach this Foghorn */
    static JsonObject of(Way.Stored way, String origin, Snapshot snapshot) {
        String suffix = way.isPlaylist() ? "m3u8" : way.artifact().getFormat();
        String output = way.isPlaylist() ? "HLS" : suffix.toUpperCase(Locale.ROOT);
        String url = way.ticket().on(origin + "/play/" + way.watched().playbackId() + '.' + suffix);
        JsonObject endpoint = new JsonObject()
                .put("nodeId", "")
                .put("baseUrl", origin + '/')
                .put("protocol", way.isPlaylist() ? "hls" : suffix)
                .put("url", url)
                .put("geoDistance", 0)
                .put("loadScore", 0)
                .put(
                        "outputs",
                        new JsonObject()
                                .put(
                                        output,
                                        new JsonObject()
                                                .put("protocol", output)
                                                .put("url", url)
                                                .put(
                                                        "capabilities",
                                                        new JsonObject()
                                                                .put("supportsSeek", true)
                                                                .put("supportsQualitySwitch", false)
                                                                .put("hasAudio", true)
                                                                .put("hasVideo", true))));
        return new JsonObject()
                .put("primary", endpoint)
                .put("fallbacks", new JsonArray())
                .put(
                        "metadata",
                        Metadata.of(way.watched(), snapshot).put("protocolHints", new JsonArray().add(output)));
    }
}
