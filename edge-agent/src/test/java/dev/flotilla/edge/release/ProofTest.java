package dev.flotilla.edge.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.release.Proof.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private Optional<String> lack = Optional.of("no engine");
    private final Proof proof = new Proof(() -> lack, Duration.ofSeconds(5), Duration.ofSeconds(30), 0);

    @Test
    void aVersionIsFitWhenNothingWasLackingForSomeTime() {
        assertThat(proof.at(0)).isEqualTo(Verdict.OPEN);
        lack = Optional.empty();
        assertThat(proof.at(10 * SECOND)).isEqualTo(Verdict.OPEN);
        assertThat(proof.at(14 * SECOND)).isEqualTo(Verdict.OPEN);
        assertThat(proof.at(15 * SECOND)).isEqualTo(Verdict.FIT);
    }

    @Test
    void aBreakBeginsTheTimeAnew() {
        lack = Optional.empty();
        proof.at(0);
        lack = Optional.of("away");
        proof.at(4 * SECOND);
        lack = Optional.empty();
        assertThat(proof.at(6 * SECOND)).isEqualTo(Verdict.OPEN);
        assertThat(proof.at(11 * SECOND)).isEqualTo(Verdict.FIT);
    }

    @Test
    void itsTimeIsOverAtTheDeadline() {
        assertThat(proof.at(29 * SECOND)).isEqualTo(Verdict.OPEN);
        assertThat(proof.at(30 * SECOND)).isEqualTo(Verdict.UNFIT);
        assertThat(proof.reason()).isEqualTo("no engine");
    }
}
