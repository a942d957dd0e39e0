package dev.flotilla.tour.tenant;

import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder in which a control center without a mail server keeps its letters. */
record Letters(Path folder) {
    private static final Pattern SECRET = Pattern.compile("#([0-9a-f]{48})");

    /** What the link in the newest letter to that address carries, as soon as it is there. */
    String secret(String address) throws IOException {
        return Await.until("a letter to " + address, ControlWalk.PATIENCE, () -> newest(address));
    }

    private Optional<String> newest(String address) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                String letter = Files.readString(file);
                Matcher secret = SECRET.matcher(letter);
                if (letter.contains("To: " + address + "\n") && secret.find()) {
                    return Optional.of(secret.group(1));
                }
            }
        }
        return Optional.empty();
    }
}
