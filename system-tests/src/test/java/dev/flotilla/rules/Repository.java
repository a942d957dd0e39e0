package dev.flotilla.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of this project as git knows them: tracked ones, and new ones that no .gitignore leaves out. */
final class Repository {
    static final Path ROOT = root();
    private static final List<String> FILES = list();

    private Repository() {}

    /** Paths relative to the root, with '/' between folders. */
    static List<String> files(Predicate<String> wanted) {
        return FILES.stream().filter(wanted).toList();
    }

    static List<String> java() {
        return files(path -> path.endsWith(".java"));
    }

    /** The text of a file; bytes that are no UTF-8 are replaced, so that a binary file can be looked at too. */
    static String text(String path) {
        try {
            return new String(Files.readAllBytes(ROOT.resolve(path)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long bytes(String path) {
        try {
            return Files.size(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "not inside the project: " + Path.of("").toAbsolutePath());
            }
            folder = parent;
        }
        return folder;
    }

    private static List<String> list() {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard")
                    .directory(ROOT.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (Stream<String> lines = git.inputReader(StandardCharsets.UTF_8).lines()) {
                List<String> files = lines.filter(path -> Files.isRegularFile(ROOT.resolve(path)))
                        .distinct()
                        .toList();
                if (files.isEmpty()) {
                    throw new IllegalStateException("git lists no file in " + ROOT + ": the rules need a git clone");
                }
                return files;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
