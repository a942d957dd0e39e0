package dev.flotilla.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.database.CannotStart;
import dev.flotilla.control.database.Database;
import dev.flotilla.control.database.EmbeddedPostgres;
import dev.flotilla.control.database.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchIT {
    private static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();

    @TempDir
    Path data;

    @Test
    void refusesADataFolderThatIsInUse() {
        try (Launch first = embedded()) {
            assertThat(first.settings()).isNotEmpty();
            assertThatThrownBy(this::embedded)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Another control center runs on flotilla.data = " + data)
                    .hasMessageContaining(
                            "flotilla.database.url, flotilla.database.username, flotilla.database.password")
                    .hasMessageContaining("flotilla.secret.master-key");
        }
    }

    @Test
    void refusesAnotherMasterKey() throws IOException {
        embedded().close();
        Path key = data.resolve("master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.writeString(key, "0".repeat(64));
        assertThatThrownBy(this::embedded)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not the one that this database was sealed with")
                .hasMessageContaining(key.toString());
        Files.writeString(key, "not a key");
        assertThatThrownBy(this::embedded).hasMessageContaining("must be 64 hexadecimal digits");
    }

    @Test
    void adoptsAServerThatOutlivedItsControlCenter() {
        var orphan = EmbeddedPostgres.start(PROGRAMS, data.resolve("postgresql"));
        try (var adopted = EmbeddedPostgres.start(PROGRAMS, data.resolve("postgresql"))) {
            assertThat(adopted.database().url()).isEqualTo(orphan.database().url());
        }
    }

    @Test
    void letsReplicasShareADatabaseAndItsAuthority() throws IOException {
        try (var server = EmbeddedPostgres.start(PROGRAMS, data.resolve("postgresql"))) {
            Database database = server.database();
            Map<String, String> settings = new HashMap<>(Map.of(
                    "flotilla.secret.master-key", "1".repeat(64),
                    "flotilla.database.url", database.url(),
                    "flotilla.database.username", database.owner(),
                    "flotilla.database.password", database.password()));
            try (Launch one = replica(settings);
                    Launch two = replica(settings)) {
                assertThat(two.settings()).isEqualTo(one.settings());
            }
            assertThat(Preparation.<Integer>inTransaction(
                            database,
                            sql -> sql.one("select count(*) from certificate.authority", row -> row.getInt(1))
                                    .orElseThrow()))
                    .isEqualTo(1);
        }
    }

    @Test
    void namesWhatIsMissingBesideAnUrl() {
        assertThatThrownBy(() -> Launch.prepare(LaunchConfig.of(Map.of(
                        "flotilla.data",
                        data.toString(),
                        "flotilla.database.url",
                        "jdbc:postgresql://127.0.0.1:1/flotilla"))))
                .hasMessageContaining("flotilla.database.username must be, too");
    }

    private Launch embedded() {
        return Launch.prepare(LaunchConfig.of(
                Map.of("flotilla.data", data.toString(), "flotilla.database.programs", PROGRAMS.toString())));
    }

    private Launch replica(Map<String, String> settings) throws IOException {
        settings.put("flotilla.data", Files.createTempDirectory(data, "replica").toString());
        return Launch.prepare(LaunchConfig.of(settings));
    }
}
