package dev.flotilla.control.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the running schema says of itself. */
final class Introspection {
    static final String DOCUMENT = """
        { __schema {
            queryType { name } mutationType { name } subscriptionType { name }
            types { kind name
              fields { name args { ...value } type { ...shape } }
              inputFields { ...value }
              possibleTypes { name }
            } } }
        fragment value on __InputValue { name defaultValue type { ...shape } }
        fragment shape on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    private static final int DEEPEST = 4;

    private final Map<String, JsonNode> types = new LinkedHashMap<>();
    private final Map<String, JsonNode> operations = new LinkedHashMap<>();
    private final Set<String> mutations = new TreeSet<>();
    private final Set<String> subscriptions = new TreeSet<>();

    Introspection(JsonNode answer) {
        JsonNode schema = answer.at("/data/__schema");
        schema.path("types").forEach(type -> types.put(type.path("name").asText(), type));
        fieldsOf(schema.at("/queryType/name").asText())
                .forEach(field -> operations.put(field.path("name").asText(), field));
        fieldsOf(schema.at("/mutationType/name").asText()).forEach(field -> {
            operations.put(field.path("name").asText(), field);
            mutations.add(field.path("name").asText());
        });
        fieldsOf(schema.at("/subscriptionType/name").asText()).forEach(field -> {
            operations.put(field.path("name").asText(), field);
            subscriptions.add(field.path("name").asText());
        });
    }

    Set<String> operations() {
        return operations.keySet();
    }

    boolean isMutation(String operation) {
        return mutations.contains(operation);
    }

    boolean isSubscription(String operation) {
        return subscriptions.contains(operation);
    }

    /** The selection of everything that an operation can answer without arguments, some levels deep. */
    String selectionOf(String operation) {
        return switch (operation) {
            case "__schema" -> " { queryType { name } }";
            case "__type" -> " { name }";
            default -> selection(nameOf(operation(operation).path("type")), 1);
        };
    }

    /** The names of the operation's arguments and input fields that are ids. */
    Set<String> idsOf(String operation) {
        var names = new TreeSet<String>();
        operation(operation).path("args").forEach(argument -> collectIds(argument, names));
        return names;
    }

    private void collectIds(JsonNode value, Set<String> names) {
        String type = nameOf(value.path("type"));
        if (type.equals("ID")) {
            names.add(value.path("name").asText());
        }
        type(type).path("inputFields").forEach(field -> collectIds(field, names));
    }

    private String selection(String type, int depth) {
        return switch (type(type).path("kind").asText()) {
            case "OBJECT", "INTERFACE" ->
                " { __typename "
                        + stream(fieldsOf(type))
                                .filter(field -> isShown(field, depth))
                                .map(field ->
                                        field.path("name").asText() + selection(nameOf(field.path("type")), depth + 1))
                                .collect(Collectors.joining(" "))
                        + " }";
            case "UNION" ->
                " { __typename ... on Problem { message } "
                        + stream(type(type).path("possibleTypes"))
                                .map(member -> member.path("name").asText())
                                .filter(member -> !isProblem(member))
                                .map(member -> "... on " + member + selection(member, depth))
                                .collect(Collectors.joining(" "))
                        + " }";
            default -> "";
        };
    }

    private boolean isShown(JsonNode field, int depth) {
        boolean needsNothing = stream(field.path("args"))
                .noneMatch(argument -> argument.at("/type/kind").asText().equals("NON_NULL")
                        && argument.path("defaultValue").isNull());
        return needsNothing && (depth < DEEPEST || isLeaf(nameOf(field.path("type"))));
    }

    private boolean isLeaf(String type) {
        return Set.of("SCALAR", "ENUM").contains(type(type).path("kind").asText());
    }

    private static boolean isProblem(String type) {
        return Set.of("InvalidInput", "NotFound", "Forbidden", "Conflict").contains(type);
    }

    private JsonNode operation(String name) {
        return Objects.requireNonNull(operations.get(name), name);
    }

    private JsonNode type(String name) {
        return Objects.requireNonNull(types.get(name), name);
    }

    private JsonNode fieldsOf(String type) {
        return type(type).path("fields");
    }

    private static String nameOf(JsonNode type) {
        JsonNode inner = type;
        while (inner.path("name").isNull()) {
            inner = inner.path("ofType");
        }
        return inner.path("name").asText();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
