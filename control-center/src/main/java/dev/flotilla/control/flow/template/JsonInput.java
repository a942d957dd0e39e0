package dev.flotilla.control.flow.template;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into the records that the API takes, filling in parameters, and refuses what they do not have. Every refusal names
 * the field as the API would.
 */
final class JsonInput {
    /** What stands for a text that has parameters in it. */
    interface Filler {
        /** The text with its parameters filled in; null to leave the value open, when only the shape is looked at. */
        @Nullable
        String fill(String field, String text);
    }

    private final Filler filler;

    JsonInput(Filler filler) {
        this.filler = filler;
    }

    <T extends Record> T read(JsonObject json, Class<T> type) {
        return type.cast(record("", json, type));
    }

    private @Nullable Object value(String field, @Nullable JsonValue json, Type type) {
        if (json == null || json.getValueType() == JsonValue.ValueType.NULL) {
            return open(type);
        }
        if (type instanceof ParameterizedType list) {
            return list(field, json, list.getActualTypeArguments()[0]);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            if (!(json instanceof JsonObject object)) {
                throw refusal(field, json, "must be an object");
            }
            return record(field + ".", object, plain);
        }
        String text = text(field, json);
        return text == null ? open(type) : scalar(field, text, plain);
    }

    private Object record(String prefix, JsonObject json, Class<?> type) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(nameOf(component), component);
        }
        json.forEach((key, value) -> {
            if (!components.containsKey(key)) {
                throw refusal(prefix + key, value, "is not a field of it");
            }
        });
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        @Nullable
        Object[] values = components.entrySet().stream()
                .map(entry -> value(
                        prefix + entry.getKey(),
                        json.get(entry.getKey()),
                        entry.getValue().getGenericType()))
                .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be made of JSON".formatted(type), e);
        }
    }

    private List<?> list(String field, JsonValue json, Type item) {
        if (!(json instanceof JsonArray array)) {
            throw refusal(field, json, "must be a list");
        }
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            items.add(value(field + "[" + i + "]", array.get(i), item));
        }
        return items;
    }

    private @Nullable String text(String field, JsonValue json) {
        return switch (json) {
            case JsonString string -> filler.fill(field, string.getString());
            case JsonNumber number -> number.toString();
            case JsonObject _, JsonArray _ -> throw refusal(field, json, "must be a single value");
            default -> json.toString();
        };
    }

    private static Object scalar(String field, String text, Class<?> type) {
        try {
            if (type == String.class) {
                return text;
            } else if (type == int.class || type == Integer.class) {
                return Integer.valueOf(text);
            } else if (type == BigInteger.class) {
                return new BigInteger(text);
            } else if (type == Boolean.class && (text.equals("true") || text.equals("false"))) {
                return Boolean.valueOf(text);
            } else if (type.isEnum()) {
                return Arrays.stream(type.getEnumConstants())
                        .filter(choice -> choice.toString().equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new);
            }
        } catch (IllegalArgumentException _) {
            // Answered below.
        }
        throw new Refused(InvalidInput.of(field, text, "must be " + wordsOf(type)));
    }

    private static String wordsOf(Class<?> type) {
        return type.isEnum()
                ? "one of " + Arrays.toString(type.getEnumConstants())
                : type == Boolean.class ? "true or false" : "a whole number";
    }

    /** What a component has that nothing was said about. */
    private static @Nullable Object open(Type type) {
        return type == int.class ? (Object) 0 : null;
    }

    private static String nameOf(RecordComponent component) {
        JsonbProperty name = component.getAccessor().getAnnotation(JsonbProperty.class);
        return name == null || name.value().isEmpty() ? component.getName() : name.value();
    }

    private static Refused refusal(String field, JsonValue value, String rule) {
        return new Refused(InvalidInput.of(field, value, rule));
    }
}
