package dev.flotilla.bench.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged control centers on one PostgreSQL, behind one address that knows no sessions. */
@Tag("long")
class PairSystemTest {
    private static final Path JAR = Path.of("..", "control-center", "target", "quarkus-app", "quarkus-run.jar")
            .toAbsolutePath()
            .normalize();

    @TempDir
    static Path folder;

    private static Postgres postgres;
    private static Pair pair;

    @BeforeAll
    static void start() throws IOException {
        postgres = Postgres.start(Path.of("target", "postgresql").toAbsolutePath(), folder.resolve("postgresql"));
        pair = Pair.start(JAR, folder, postgres);
    }

    @AfterAll
    static void stop() throws IOException {
        if (pair != null) {
            pair.close();
        }
        postgres.close();
    }

    @Test
    void noRequestFailsWhenReplicasAreRestartedOneAfterTheOther() throws IOException {
        Pair.Outcome outcome = pair.restartByTurns();
        assertThat(outcome.failed()).as(outcome.reasons()).isZero();
        assertThat(outcome.answered()).isGreaterThan(100);
        assertThat(outcome.awaySeconds()).isLessThan(30);
    }

    @Test
    void aReplicaThatDiesCostsWhatItHadUnderWayAndNoNodeIsLost() throws IOException {
        Pair.Outcome outcome = pair.kill();
        assertThat(outcome.failed()).as(outcome.reasons()).isLessThan(20);
        assertThat(outcome.answered()).isGreaterThan(100);
        assertThat(outcome.awaySeconds()).isLessThan(30);
    }
}
