package dev.flotilla.mist.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One entry of a trigger's configuration: whom to ask.
 *
 * @param isSync whether MistServer waits for the answer
 * @param streams which streams it is for; empty for all
 * @param fallback the answer when the handler fails; "true" unless some text was configured
 * @param onFail what the fork does instead of that; empty when not configured
 */
public record Handler(
        URI url, boolean isSync, List<String> streams, String fallback, String onFail, boolean hasParams) {
    /** Reads the form with names, and the older one of three values in a row. */
    static Handler of(JsonNode entry) {
        var streams = new ArrayList<String>();
        if (entry.isArray()) {
            entry.path(2).forEach(stream -> streams.add(stream.asText()));
            return new Handler(
                    URI.create(entry.path(0).asText()), entry.path(1).asBoolean(), streams, "true", "", false);
        }
        entry.path("streams").forEach(stream -> streams.add(stream.asText()));
        String fallback = entry.path("default").asText("");
        return new Handler(
                URI.create(entry.path("handler").asText()),
                entry.path("sync").asBoolean(),
                streams,
                fallback.isEmpty() ? "true" : fallback,
                entry.path("onfail").asText(""),
                !entry.path("params").asText("").isEmpty());
    }

    /** Whether it is for that stream: by its name, by the name before a plus or a space, or by a tag. */
    boolean isFor(String stream, Set<String> tags) {
        if (streams.isEmpty()) {
            return true;
        }
        String base = stream.split("[+ ]", 2)[0];
        for (String wanted : streams) {
            boolean isNot = wanted.startsWith("!");
            String name = isNot ? wanted.substring(1) : wanted;
            boolean matches =
                    name.startsWith("#") ? tags.contains(name.substring(1)) : name.equals(stream) || name.equals(base);
            if (matches != isNot) {
                return true;
            }
        }
        return false;
    }
}
