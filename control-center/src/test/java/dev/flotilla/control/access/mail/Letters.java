package dev.flotilla.control.access.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads for tests what the control center wrote to people. */
@ApplicationScoped
public class Letters {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SECRET = Pattern.compile("#([0-9a-f]{48})");

    private final MailConfig config;

    Letters(MailConfig config) {
        this.config = config;
    }

    /** The newest letter to that address with that subject, which may still be on its way. */
    public String await(String address, String subject) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Optional<String> found = to(address).stream()
                    .filter(letter -> letter.contains("Subject: " + subject))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no letter '%s' came to %s".formatted(subject, address));
    }

    /** What the link in the letter carries. */
    public String awaitSecret(String address, String subject) {
        Matcher secret = SECRET.matcher(await(address, subject));
        if (!secret.find()) {
            throw new AssertionError("the letter has no link");
        }
        return secret.group(1);
    }

    /** Newest first. */
    public List<String> to(String address) {
        if (!Files.isDirectory(config.folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(config.folder())) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted((one, other) -> other.compareTo(one))
                    .map(Letters::read)
                    .filter(letter -> letter.contains("\nTo: " + address + "\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
