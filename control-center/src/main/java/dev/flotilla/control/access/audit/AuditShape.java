package dev.flotilla.control.access.audit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.eclipse.microprofile.graphql.Ignore;
import org.jspecify.annotations.Nullable;

/** How records of the API stand in the audit log: as JSON of what the API shows, with secrets left out. */
final class AuditShape {
    private static final Set<String> SECRET = Set.of(
            "secret",
            "secretUri",
            "secretPicture",
            "recoveryCodes",
            "token",
            "privateKey",
            "password",
            "passphrase",
            "uploadUrl");
    private static final String MASK = "(secret)";
    private static final int DEEPEST = 5;
    private static final int MOST_ITEMS = 100;
    private static final int LONGEST_TEXT = 2_000;

    private AuditShape() {}

    /** JSON of a record; null of nothing. */
    static @Nullable String json(@Nullable Object state) {
        return state == null || !(shape(state, 0) instanceof JsonObject json) ? null : json.encode();
    }

    /** The id of what a mutation made or changed, which may stand inside of its answer. */
    static Optional<String> idIn(@Nullable Object answer) {
        Queue<Record> open = new ArrayDeque<>();
        if (answer instanceof Record record) {
            open.add(record);
        }
        for (Record record = open.poll(); record != null; record = open.poll()) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object value = read(record, component);
                if (component.getName().equals("id") && value instanceof String id) {
                    return Optional.of(id);
                }
                if (value instanceof Record inner) {
                    open.add(inner);
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object shape(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> null;
            case Optional<?> optional -> shape(optional.orElse(null), depth);
            case String text -> shortened(text.replace('\0', '\uFFFD'));
            case Number number -> number;
            case Boolean truth -> truth;
            case Collection<?> items -> {
                var array = new JsonArray();
                items.stream().limit(MOST_ITEMS).forEach(item -> array.add(shape(item, depth + 1)));
                yield array;
            }
            case Record record when depth < DEEPEST -> shape(record, depth);
            default -> value.toString();
        };
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }

    private static Object shape(Record record, int depth) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        if (components.length == 1 && components[0].getName().equals("value")) {
            return String.valueOf(read(record, components[0]));
        }
        var json = new JsonObject();
        Arrays.stream(components)
                .filter(component -> !component.getAccessor().isAnnotationPresent(Ignore.class))
                .forEach(component -> {
                    Object value = read(record, component);
                    boolean isSecret = SECRET.contains(component.getName()) && !(value instanceof Record);
                    json.put(component.getName(), isSecret ? MASK : shape(value, depth + 1));
                });
        return json;
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record of the API does not show " + component, e);
        }
    }
}
