package dev.flotilla.control.flow.template;

import dev.flotilla.control.flow.EndpointInput;
import dev.flotilla.control.flow.FlowInput;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A flow as JSON, in the words of createFlow, with parameters in its texts: {@code {"sources": [{"name": "in", "transport":
 * "SRT_LISTENER", "port": "${port}"}], "outputs": []}}. Secrets are parameters, always.
 */
record TemplateDocument(String text) {
    /** What a document may hold. */
    record Content(
            @Nullable String description,
            @Nullable List<EndpointInput.Source> sources,
            @Nullable List<EndpointInput.Output> outputs,
            FlowInput.@Nullable Failover failover,
            FlowInput.@Nullable Merge merge) {}

    private static final int LONGEST = 100_000;
    private static final Pattern PARAMETER = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_]{0,39})}");
    private static final Pattern SECRET = Pattern.compile(".*\\.(passphrase|streamKey)");

    /** A document that can be read; {@link Refused} names what cannot. */
    static TemplateDocument checked(String text) {
        var document = new TemplateDocument(text);
        document.read((field, value) -> {
            boolean isParameter = PARAMETER.matcher(value).find();
            if (SECRET.matcher(field).matches() && !PARAMETER.matcher(value).matches() && !value.isEmpty()) {
                throw new Refused(
                        InvalidInput.of(field, "must be a parameter, such as ${secret}: templates keep none"));
            }
            return isParameter ? null : value;
        });
        return document;
    }

    /** In the order in which they come. */
    List<String> parameters() {
        Set<String> names = new LinkedHashSet<>();
        Matcher found = PARAMETER.matcher(text);
        while (found.find()) {
            names.add(found.group(1));
        }
        return List.copyOf(names);
    }

    /** With those values in the place of its parameters: each must have one, and none may be left over. */
    Content filled(Map<String, String> values) {
        List<String> parameters = parameters();
        parameters.stream()
                .filter(name -> !values.containsKey(name))
                .findFirst()
                .ifPresent(missing -> {
                    throw new Refused(InvalidInput.of("values", missing, "must have a value for each parameter"));
                });
        values.keySet().stream()
                .filter(name -> !parameters.contains(name))
                .findFirst()
                .ifPresent(strange -> {
                    throw new Refused(InvalidInput.of("values", strange, "must name parameters of the template"));
                });
        return read((_, text) -> PARAMETER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Objects.requireNonNull(values.get(found.group(1))))));
    }

    private Content read(JsonInput.Filler filler) {
        Content content = new JsonInput(filler).read(json(), Content.class);
        List<EndpointInput.Source> sources = content.sources();
        if (sources == null) {
            throw new Refused(InvalidInput.of("sources", "is missing in the document"));
        }
        check("sources", json(), sources.size());
        check(
                "outputs",
                json(),
                content.outputs() == null ? 0 : content.outputs().size());
        return content;
    }

    /** What an end cannot be without. */
    private static void check(String list, JsonObject json, int count) {
        for (int i = 0; i < count; i++) {
            JsonObject end = json.getJsonArray(list).getJsonObject(i);
            for (String field : List.of("name", "transport")) {
                if (!end.containsKey(field) || end.isNull(field)) {
                    throw new Refused(InvalidInput.of("%s[%d].%s".formatted(list, i, field), "is missing"));
                }
            }
        }
    }

    private JsonObject json() {
        if (text.length() > LONGEST) {
            throw new Refused(InvalidInput.of("document", "must have at most %d characters".formatted(LONGEST)));
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new Refused(InvalidInput.of("document", "must be a JSON object: " + e.getMessage()));
        }
    }
}
