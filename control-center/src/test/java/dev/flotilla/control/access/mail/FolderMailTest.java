package dev.flotilla.control.access.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMailTest {
    @TempDir
    Path folder;

    @Test
    void keepsALetterForItsOwnerAlone() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2030-01-02T03:04:05Z"), ZoneOffset.UTC);
        new FolderMail(folder, "Flotilla <flotilla@example.org>", clock)
                .deliver(new Letter("anna@example.org", "Grüße", "Hello.\n"));
        Path file = folder.resolve("20300102-030405-000000000.eml");
        assertThat(Files.readString(file)).startsWith("""
            From: Flotilla <flotilla@example.org>
            To: anna@example.org
            Subject: Grüße
            Date: Wed, 2 Jan 2030 03:04:05 GMT
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Hello.
            """);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void forgetsTheOldestBeyondItsBound() throws IOException {
        for (int i = 0; i < FolderMail.MOST; i++) {
            Files.createFile(folder.resolve("20200101-%06d-000000000.eml".formatted(i)));
        }
        new FolderMail(folder, "f", Clock.systemUTC()).deliver(new Letter("a@example.org", "s", "t"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(FolderMail.MOST).doesNotContain(folder.resolve("20200101-000000-000000000.eml"));
        }
    }

    @Test
    void aLetterCannotCarryAHeaderOfItsWritersChoice() {
        assertThatThrownBy(() -> new Letter("a@example.org\nBcc: b@example.org", "s", "t"))
                .hasMessageContaining("one line");
        assertThatThrownBy(() -> new Letter("a@example.org", "s\r\nBcc: b@example.org", "t"))
                .hasMessageContaining("one line");
    }
}
