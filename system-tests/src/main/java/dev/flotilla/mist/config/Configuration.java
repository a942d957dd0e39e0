package dev.flotilla.mist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What MistServer is told to be. Changes count at once; a crash takes back those that were not saved. Values handed out are
 * copies.
 */
public final class Configuration {
    private static final long DEFAULT_LIMIT_BYTES_PER_S = 128L << 20;

    private ObjectNode root;
    private ObjectNode saved;

    /** @param first the document of the first start: "config", "streams", "tags", "bandwidth", "account" */
    public Configuration(ObjectNode first) {
        root = first.deepCopy();
        saved = first.deepCopy();
    }

    /** As MistServer is installed: HTTP, RTMP, SRT and DTSC, all that hangs on HTTP, and no stream. */
    public static ObjectNode installed(String passphrase, int apiPort, int httpPort) {
        ObjectNode root = Json.object();
        ObjectNode config = root.putObject("config");
        config.put("accesslog", "LOG").put("debug", 4).putNull("defaultStream");
        config.putObject("controller")
                .put("interface", "127.0.0.1")
                .put("port", apiPort)
                .put("username", "root");
        config.put("prometheus", passphrase).putNull("serverid");
        config.put("sessionInputMode", 15).put("sessionOutputMode", 15).put("sessionViewerMode", 14);
        config.put("sessionStreamInfoMode", 1).put("sessionUnspecifiedMode", 0).put("tknMode", 15);
        config.putObject("triggers");
        config.putArray("trustedproxy");
        ArrayNode protocols = config.putArray("protocols");
        protocols.addObject().put("connector", "HTTP").put("port", httpPort);
        protocols.addObject().put("connector", "RTMP").put("port", 1935);
        protocols.addObject().put("connector", "DTSC").put("port", 4200);
        protocols.addObject().put("connector", "TSSRT").put("port", 8889);
        for (String connector : List.of("WebRTC", "HLS", "CMAF", "MP4", "EBML", "HTTPTS", "FLV", "AAC", "JSON")) {
            protocols.addObject().put("connector", connector);
        }
        root.putObject("streams");
        root.putArray("tags");
        root.putObject("bandwidth").put("limit", DEFAULT_LIMIT_BYTES_PER_S).putArray("exceptions");
        root.putObject("account");
        return root;
    }

    public synchronized ObjectNode config() {
        return section("config").deepCopy();
    }

    public synchronized ObjectNode all() {
        return root.deepCopy();
    }

    /** Keys that are given replace the whole of what was there. */
    public synchronized void changeConfig(JsonNode changes) {
        section("config").setAll((ObjectNode) changes.deepCopy());
    }

    public synchronized JsonNode triggers() {
        return section("config").path("triggers").deepCopy();
    }

    public synchronized ObjectNode streams() {
        return section("streams").deepCopy();
    }

    public synchronized void replaceStreams(JsonNode streams) {
        root.set("streams", streams.deepCopy());
    }

    public synchronized void putStream(String name, JsonNode stream) {
        section("streams").set(name, stream.deepCopy());
    }

    public synchronized void removeStream(String name) {
        section("streams").remove(name);
    }

    /** The configured stream that this one is an instance of; missing when there is none. */
    public synchronized JsonNode streamFor(String name) {
        JsonNode whole = section("streams").path(name);
        return whole.isMissingNode() ? section("streams").path(name.split("[+ ]", 2)[0]) : whole;
    }

    /** The node's own tags. */
    public synchronized Set<String> tags() {
        var tags = new TreeSet<String>();
        root.path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    public synchronized void setTags(Set<String> tags) {
        ArrayNode list = root.putArray("tags");
        tags.forEach(list::add);
    }

    public synchronized List<JsonNode> protocols() {
        var protocols = new ArrayList<JsonNode>();
        section("config").path("protocols").forEach(entry -> protocols.add(entry.deepCopy()));
        return protocols;
    }

    public synchronized void setProtocols(Iterable<JsonNode> entries) {
        ArrayNode list = section("config").putArray("protocols");
        var seen = new LinkedHashSet<JsonNode>();
        entries.forEach(entry -> {
            if (seen.add(entry)) {
                list.add(entry.deepCopy());
            }
        });
    }

    public synchronized ObjectNode bandwidth() {
        return section("bandwidth").deepCopy();
    }

    public synchronized void changeBandwidth(JsonNode changes) {
        section("bandwidth").setAll((ObjectNode) changes.deepCopy());
    }

    /** Login name to the MD5 of its password, in lower-case hexadecimal. */
    public synchronized String passwordHash(String user) {
        return root.path("account").path(user).path("password").asText("");
    }

    public synchronized boolean hasAccount() {
        return !root.path("account").isEmpty();
    }

    public synchronized void addAccount(String user, String passwordHash) {
        section("account").putObject(user).put("password", passwordHash);
    }

    public synchronized void save() {
        saved = root.deepCopy();
    }

    /** What a crash leaves. */
    public synchronized void takeBackUnsaved() {
        root = saved.deepCopy();
    }

    private ObjectNode section(String name) {
        return root.withObjectProperty(name);
    }
}
