package dev.flotilla.edge.helmsman.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.edge.helmsman.mist.MistConfig.Location;
import java.util.Optional;
import java.util.Set;

/** One step from a MistServer's configuration as it is to what is wanted of it. */
public sealed interface Change {
    ObjectMapper JSON = new ObjectMapper();

    /** What MistServer is told. */
    ObjectNode command();

    /** One line for people; '+' for what comes, '-' for what goes, '~' for what becomes another. */
    String line();

    /**
     * A stream comes, or becomes another.
     *
     * @param keys the parts of it that are wanted; the others are as they were
     */
    record PutStream(String name, Optional<JsonNode> from, ObjectNode to, Set<String> keys) implements Change {
        @Override
        public ObjectNode command() {
            ObjectNode command = JSON.createObjectNode();
            command.putObject("addstream").set(name, to.deepCopy().put("name", name));
            return command;
        }

        @Override
        public String line() {
            return from.map(before -> "~ stream %s: %s -> %s".formatted(name, Parts.shown(before), Parts.shown(to)))
                    .orElseGet(() -> "+ stream %s: %s".formatted(name, Parts.shown(to)));
        }
    }

    record DropStream(String name) implements Change {
        @Override
        public ObjectNode command() {
            return JSON.createObjectNode().put("deletestream", name);
        }

        @Override
        public String line() {
            return "- stream " + name;
        }
    }

    record AddProtocol(JsonNode entry) implements Change {
        @Override
        public ObjectNode command() {
            return JSON.createObjectNode().set("addprotocol", entry);
        }

        @Override
        public String line() {
            return "+ protocol " + Parts.shown(entry);
        }
    }

    record ReplaceProtocol(JsonNode from, JsonNode to) implements Change {
        @Override
        public ObjectNode command() {
            ObjectNode command = JSON.createObjectNode();
            command.putArray("updateprotocol").add(from).add(to);
            return command;
        }

        @Override
        public String line() {
            return "~ protocol %s -> %s".formatted(Parts.shown(from), Parts.shown(to));
        }
    }

    record DropProtocol(JsonNode entry) implements Change {
        @Override
        public ObjectNode command() {
            return JSON.createObjectNode().set("deleteprotocol", entry);
        }

        @Override
        public String line() {
            return "- protocol " + Parts.shown(entry);
        }
    }

    record AddTag(String tag) implements Change {
        @Override
        public ObjectNode command() {
            return JSON.createObjectNode().put("add_tag", tag);
        }

        @Override
        public String line() {
            return "+ tag " + tag;
        }
    }

    record RemoveTag(String tag) implements Change {
        @Override
        public ObjectNode command() {
            return JSON.createObjectNode().put("remove_tag", tag);
        }

        @Override
        public String line() {
            return "- tag " + tag;
        }
    }

    record SetLocation(Location from, Location to) implements Change {
        @Override
        public ObjectNode command() {
            ObjectNode command = JSON.createObjectNode();
            command.putObject("config")
                    .putObject("location")
                    .put("lat", to.latitude())
                    .put("lon", to.longitude())
                    .put("name", to.name());
            return command;
        }

        @Override
        public String line() {
            return "~ location %s -> %s".formatted(words(from), words(to));
        }

        private static String words(Location location) {
            return "%s, %s '%s'".formatted(location.latitude(), location.longitude(), location.name());
        }
    }

    /** Bytes per second. */
    record SetBandwidthLimit(long from, long to) implements Change {
        @Override
        public ObjectNode command() {
            ObjectNode command = JSON.createObjectNode();
            command.putObject("bandwidth").put("limit", to);
            return command;
        }

        @Override
        public String line() {
            return "~ bandwidth limit %d -> %d bytes/s".formatted(from, to);
        }
    }
}
