package dev.flotilla.mist.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.mist.config.Configuration;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.trigger.Triggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Commands that change what MistServer is: config, streams, protocols, tags, bandwidth. */
final class ConfigurationCommands {
    private final Configuration configuration;
    private final Triggers triggers;
    private final String instance;
    private final String version;

    ConfigurationCommands(Configuration configuration, Triggers triggers, String instance, String version) {
        this.configuration = configuration;
        this.triggers = triggers;
        this.instance = instance;
        this.version = version;
    }

    void answer(JsonNode command, ObjectNode answer) {
        if (command.path("config").isObject()) {
            configuration.changeConfig(command.get("config"));
        }
        changeProtocols(command);
        if (command.has("config") || !command.has("minimal")) {
            answer.set("config", config());
        }
        changeStreams(command, answer);
        changeTags(command, answer);
        if (command.has("bandwidth")) {
            if (command.get("bandwidth").isObject()) {
                configuration.changeBandwidth(command.get("bandwidth"));
            }
            answer.set("bandwidth", configuration.bandwidth());
        }
        if (command.has("config_backup")) {
            answer.set("config_backup", configuration.all());
        }
        if (command.has("save")) {
            configuration.save();
        }
    }

    private ObjectNode config() {
        ObjectNode config = configuration.config();
        for (JsonNode entry : config.path("protocols")) {
            if (entry.has("port")) {
                ((ObjectNode) entry).put("online", 1);
            } else {
                ((ObjectNode) entry).put("online", "Enabled");
            }
        }
        config.put("iid", instance).put("time", System.currentTimeMillis() / 1_000);
        return config.put("version", version + " Generic_x86_64");
    }

    private void changeProtocols(JsonNode command) {
        List<JsonNode> protocols = configuration.protocols();
        if (command.has("addprotocol")) {
            entries(command.get("addprotocol")).forEach(protocols::add);
        }
        if (command.has("deleteprotocol")) {
            entries(command.get("deleteprotocol")).forEach(entry -> protocols.removeIf(each -> isSame(each, entry)));
        }
        JsonNode update = command.path("updateprotocol");
        if (update.size() == 2 && protocols.removeIf(each -> isSame(each, update.get(0)))) {
            protocols.add(update.get(1));
        }
        configuration.setProtocols(protocols);
    }

    private void changeStreams(JsonNode command, ObjectNode answer) {
        if (command.path("streams").isObject()) {
            configuration.replaceStreams(command.get("streams"));
        }
        command.path("addstream").properties().forEach(field -> {
            JsonNode stream = field.getValue();
            String body = field.getKey() + "\n" + Json.text(stream);
            if (triggers.fire(triggers.newProcess(), "STREAM_ADD", field.getKey(), body)
                    .isYes()) {
                configuration.putStream(field.getKey(), stream);
            }
        });
        for (String name : names(command.path("deletestream"))) {
            if (triggers.fire(triggers.newProcess(), "STREAM_REMOVE", name, name)
                    .isYes()) {
                configuration.removeStream(name);
            }
        }
        if (command.has("addstream") || command.has("deletestream")) {
            ObjectNode changed = answer.putObject("streams").put("incomplete list", 1);
            command.path("addstream")
                    .fieldNames()
                    .forEachRemaining(
                            name -> changed.set(name, configuration.streams().path(name)));
        } else if (command.has("streams") || !command.has("minimal")) {
            answer.set("streams", configuration.streams());
        }
    }

    private void changeTags(JsonNode command, ObjectNode answer) {
        Set<String> tags = new TreeSet<>(configuration.tags());
        if (command.path("tags").isArray()) {
            tags.clear();
            tags.addAll(names(command.get("tags")));
        }
        tags.addAll(names(command.path("add_tag")));
        tags.removeAll(names(command.path("remove_tag")));
        configuration.setTags(tags);
        if (command.has("tags") || command.has("add_tag") || command.has("remove_tag")) {
            answer.set("tags", Json.of(tags));
        }
    }

    /** Whether the entry is the one that was named; what MistServer adds of its own does not count. */
    private static boolean isSame(JsonNode entry, JsonNode named) {
        ObjectNode plain = named.deepCopy();
        plain.remove("online");
        return entry.equals(plain);
    }

    private static List<JsonNode> entries(JsonNode oneOrMany) {
        var entries = new ArrayList<JsonNode>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(entries::add);
        } else {
            entries.add(oneOrMany);
        }
        return entries;
    }

    static List<String> names(JsonNode oneOrMany) {
        var names = new ArrayList<String>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(name -> names.add(name.asText()));
        } else if (oneOrMany.isObject()) {
            oneOrMany.fieldNames().forEachRemaining(names::add);
        } else if (oneOrMany.isValueNode() && !oneOrMany.isNull()) {
            names.add(oneOrMany.asText());
        }
        return names;
    }
}
