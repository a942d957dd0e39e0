package dev.flotilla.edge.foghorn.stored;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A media playlist of HLS (RFC 8216 4.3) whose media lies beside it. Lines that name files, and attributes that do
 * ({@code EXT-X-MAP}, {@code EXT-X-KEY}), can be given other addresses; everything else stays.
 */
record Playlist(List<String> lines) {
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern ATTRIBUTE = Pattern.compile("([:,]URI=\")([^\"]*)(\")");

    Playlist {
        lines = List.copyOf(lines);
    }

    /** @throws IllegalArgumentException when it is no playlist, or names something that does not lie beside it */
    static Playlist parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("#EXTM3U")) {
            throw new IllegalArgumentException("it does not begin with #EXTM3U");
        }
        Playlist playlist = new Playlist(lines);
        for (String file : playlist.files()) {
            if (!FILE.matcher(file).matches() || file.startsWith(".")) {
                throw new IllegalArgumentException("it names '%s'".formatted(file));
            }
        }
        return playlist;
    }

    /** The files that it names, each once, in order. */
    List<String> files() {
        return lines.stream().flatMap(Playlist::filesOf).distinct().toList();
    }

    /** Whether nothing will be added to it. */
    boolean isComplete() {
        return lines.stream().anyMatch(line -> line.startsWith("#EXT-X-ENDLIST"));
    }

    /** The text with other addresses. */
    String with(Map<String, String> addresses) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(with(line, file -> addresses.getOrDefault(file, file))).append('\n');
        }
        return text.toString();
    }

    private static Stream<String> filesOf(String line) {
        if (line.isBlank()) {
            return Stream.empty();
        }
        return line.startsWith("#")
                ? ATTRIBUTE.matcher(line).results().map(found -> found.group(2))
                : Stream.of(line.strip());
    }

    private static String with(String line, UnaryOperator<String> address) {
        if (line.isBlank()) {
            return line;
        }
        return line.startsWith("#")
                ? ATTRIBUTE
                        .matcher(line)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                found.group(1) + address.apply(found.group(2)) + found.group(3)))
                : address.apply(line.strip());
    }
}
