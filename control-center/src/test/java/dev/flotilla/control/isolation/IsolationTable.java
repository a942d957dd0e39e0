package dev.flotilla.control.isolation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * isolation.txt, read.
 *
 * @param things how each kind of thing is made: a mutation whose answer selects one id
 */
record IsolationTable(List<Line> lines, Map<String, String> things) {
    /** One operation: a call with placeholders, and what each caller is answered. */
    record Line(String call, Map<Who, Answer> answers) {
        /** As the schema or Permission calls it, for example {@code node} or {@code GET /auth/v1/jwks}. */
        String operation() {
            return isRest() ? call.replaceFirst(" \\{.*", "") : call.replaceFirst("\\(.*", "");
        }

        boolean isRest() {
            return call.contains(" /");
        }

        boolean isAboutTheSchema() {
            return call.startsWith("__");
        }
    }

    static IsolationTable read() {
        List<Line> lines = new ArrayList<>();
        Map<String, String> things = new LinkedHashMap<>();
        for (String line : text().lines().map(String::strip).toList()) {
            if (line.startsWith("thing ")) {
                String[] parts = line.substring("thing ".length()).split("=", 2);
                things.put(parts[0].strip(), parts[1].strip());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                lines.add(lineOf(line));
            }
        }
        return new IsolationTable(lines, things);
    }

    private static Line lineOf(String text) {
        String[] parts = text.split("\\|", 2);
        String[] words = parts.length < 2 ? new String[0] : parts[1].strip().split("\\s+");
        if (words.length != Who.values().length) {
            throw new IllegalArgumentException(
                    "a line of isolation.txt needs %d answers: %s".formatted(Who.values().length, text));
        }
        Map<Who, Answer> answers = new EnumMap<>(Who.class);
        Iterator<Who> columns = List.of(Who.values()).iterator();
        for (String word : words) {
            answers.put(columns.next(), Answer.of(word));
        }
        return new Line(parts[0].strip(), answers);
    }

    private static String text() {
        try (InputStream file = IsolationTable.class.getResourceAsStream("/isolation.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
