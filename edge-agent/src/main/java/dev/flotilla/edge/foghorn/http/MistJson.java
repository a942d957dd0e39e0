package dev.flotilla.edge.foghorn.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON as MistServer does: objects over several lines, arrays on one line of their own, no space after a colon. */
final class MistJson {
    private MistJson() {}

    /** Takes maps, collections, texts, whole numbers, and doubles, which get ten decimals. */
    static String pretty(Object value) {
        return write(value, "");
    }

    private static String write(Object value, String indent) {
        return switch (value) {
            case Map<?, ?> map -> map.isEmpty() ? "{}" : "{\n" + members(map, indent + "  ") + "\n" + indent + "}";
            case Collection<?> list ->
                list.isEmpty() ? "[]" : "[\n" + indent + "  " + elements(list, indent + "  ") + "\n" + indent + "]";
            case Double number -> String.format(Locale.ROOT, "%.10f", number);
            case Number number -> number.toString();
            default -> quote(value.toString());
        };
    }

    private static String members(Map<?, ?> map, String indent) {
        return map.entrySet().stream()
                .map(entry -> indent + quote(entry.getKey().toString()) + ":" + write(entry.getValue(), indent))
                .collect(Collectors.joining(",\n"));
    }

    private static String elements(Collection<?> list, String indent) {
        return list.stream().map(element -> write(element, indent)).collect(Collectors.joining(", "));
    }

    static String quote(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
