package dev.flotilla.edge.helmsman.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Compares pieces of a configuration as MistServer means them: to it 1, 1.0, "1" and true are the same. */
final class Parts {
    private static final Comparator<JsonNode> BY_MEANING = Comparator.comparing(Parts::meaning);

    private static final Pattern LOG_IN = Pattern.compile("://[^/@\"\\s]*@");
    private static final Pattern SECRET =
            Pattern.compile("((?:passphrase|password|secret|token|key|streamid)=)[^&\"\\s]*", Pattern.CASE_INSENSITIVE);

    private Parts() {}

    /** As text for people, without what grants access. */
    static String shown(JsonNode piece) {
        String text = LOG_IN.matcher(piece.toString()).replaceAll("://***@");
        return SECRET.matcher(text).replaceAll("$1***");
    }

    static boolean areSame(JsonNode one, JsonNode other) {
        return one.equals(BY_MEANING, other);
    }

    /** Whether each part of the one is the same in the other, whatever else that has. */
    static boolean areIn(JsonNode one, JsonNode other) {
        return one.propertyStream().allMatch(part -> areSame(part.getValue(), other.path(part.getKey())));
    }

    /** What somebody set; without what MistServer adds of its own. */
    static ObjectNode set(ObjectNode stream) {
        ObjectNode plain = stream.deepCopy();
        plain.remove("name");
        plain.remove("online");
        plain.remove("error");
        return plain;
    }

    private static String meaning(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? "1" : "0";
        }
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asText();
    }
}
