package dev.flotilla.control.access.mail;

import dev.flotilla.control.database.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** Keeps each letter as a file that mail programs open, named by its time; the oldest go beyond {@link #MOST}. */
final class FolderMail implements MailRoom {
    static final int MOST = 1_000;

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSSSSSSSS'.eml'");

    private final Path folder;
    private final String from;
    private final Clock clock;

    FolderMail(Path folder, String from, Clock clock) {
        this.folder = folder;
        this.from = from;
        this.clock = clock;
    }

    @Override
    public void deliver(Letter letter) throws IOException {
        Files.createDirectories(folder);
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        PrivateFile.write(folder.resolve(NAME.format(now)), message(letter, now));
        forgetOldest();
    }

    private String message(Letter letter, ZonedDateTime now) {
        return """
            From: %s
            To: %s
            Subject: %s
            Date: %s
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            %s
            """.formatted(
                from, letter.to(), letter.subject(), DateTimeFormatter.RFC_1123_DATE_TIME.format(now), letter.text());
    }

    private void forgetOldest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> letters = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
            for (Path old : letters.subList(0, Math.max(0, letters.size() - MOST))) {
                Files.deleteIfExists(old);
            }
        }
    }
}
