package dev.flotilla.control.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of docs/reference. As the formatter does, a local build writes it anew, and on a build server a stale one is an error. */
final class Published {
    private static final Path FOLDER = Path.of("..", "docs", "reference");

    private Published() {}

    static void check(String file, String current) throws IOException {
        Path path = FOLDER.resolve(file);
        String published = Files.exists(path) ? Files.readString(path) : "";
        if (published.equals(current)) {
            return;
        }
        Files.createDirectories(FOLDER);
        Files.writeString(path, current);
        assertThat("true".equals(System.getenv("CI")) ? published : current)
                .as("docs/reference/%s was stale and is written anew: commit it", file)
                .isEqualTo(current);
    }
}
