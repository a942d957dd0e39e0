package dev.flotilla.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesIT {
    private static final String PASSWORD = "5ec2e7".repeat(10);

    @TempDir
    Path folder;

    @Test
    void aPasswordReachesNoLogOfTheServer() throws IOException {
        Path programs = Path.of("target", "postgresql").toAbsolutePath();
        try (var server = EmbeddedPostgres.start(programs, folder)) {
            assertThatThrownBy(() -> Preparation.inTransaction(server.database(), sql -> {
                        Roles.setPassword(sql, "missing_role", PASSWORD);
                        return true;
                    }))
                    .isInstanceOf(CannotStart.class);
        }
        assertThat(log()).contains("alter role missing_role").doesNotContain(PASSWORD);
    }

    private String log() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(folder)) {
            List<Path> logs =
                    files.filter(file -> file.toString().endsWith(".log")).toList();
            for (Path log : logs) {
                text.append(Files.readString(log, StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }
}
