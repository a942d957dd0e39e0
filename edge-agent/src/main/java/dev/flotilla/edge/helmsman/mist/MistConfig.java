package dev.flotilla.edge.helmsman.mist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How a MistServer is configured.
 *
 * @param version as it writes it ("3.10 Generic_x86_64")
 * @param instance names this installation
 * @param passphrase of the document for load balancers; empty where that is switched off
 * @param triggers trigger name to its handlers
 * @param protocols the entries; what each is doing now ("online") is left out
 * @param streams name to configuration
 * @param bandwidthLimit bytes per second; 0 when it was never set
 */
public record MistConfig(
        String version,
        String instance,
        String passphrase,
        JsonNode triggers,
        List<JsonNode> protocols,
        JsonNode streams,
        List<String> tags,
        Location location,
        long bandwidthLimit) {
    /** Where the node stands; all zero and empty when it was not told. */
    public record Location(double latitude, double longitude, String name) {
        public static final Location UNKNOWN = new Location(0, 0, "");
    }

    static MistConfig of(JsonNode answer) {
        JsonNode config = answer.path("config");
        return new MistConfig(
                config.path("version").asText(),
                config.path("iid").asText(),
                config.path("prometheus").asText(""),
                config.path("triggers"),
                config.path("protocols").valueStream().map(MistConfig::entry).toList(),
                answer.path("streams"),
                Json.texts(answer.path("tags")),
                location(config.path("location")),
                Amounts.count(answer.at("/bandwidth/limit")));
    }

    /** "3.10" */
    public String shortVersion() {
        int space = version.indexOf(' ');
        return space < 0 ? version : version.substring(0, space);
    }

    private static JsonNode entry(JsonNode protocol) {
        return protocol instanceof ObjectNode entry ? entry.deepCopy().without("online") : protocol;
    }

    private static Location location(JsonNode location) {
        return new Location(
                location.path("lat").asDouble(),
                location.path("lon").asDouble(),
                location.path("name").asText());
    }
}
