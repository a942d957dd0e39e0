package dev.flotilla.edge.helmsman.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.Seeded;
import dev.flotilla.edge.helmsman.recording.Retention.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final Thresholds THRESHOLDS = new Thresholds(85, 75, 95, 0, Optional.empty());

    @Test
    void freesTheOldestThatAreElsewhereDownToTheLowerThreshold() {
        List<Candidate> local = List.of(
                one("a", 10, 5, true, false),
                one("b", 10, 4, false, false),
                one("c", 10, 3, true, false),
                one("d", 10, 9, true, true));
        assertThat(Retention.toFree(local, new DiskShare(89, 100, "disk"), THRESHOLDS, NOW))
                .extracting(Candidate::hash)
                .as("89 of 100: fourteen must go, closed ones first, oldest first")
                .containsExactly("a", "c");
        assertThat(Retention.toFree(local, new DiskShare(84, 100, "disk"), THRESHOLDS, NOW))
                .isEmpty();
    }

    @Test
    void neverFreesTheLastCopy() {
        Seeded.check(random -> {
            List<Candidate> local = some(random);
            DiskShare disk = new DiskShare(random.nextInt(101), 100, "disk");
            assertThat(Retention.toFree(local, disk, THRESHOLDS, NOW))
                    .as("without an age nothing goes that is nowhere else: %s", local)
                    .allMatch(Candidate::isStored)
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void freesWhatIsNowhereElseByItsAgeAlone() {
        var aged = new Thresholds(85, 75, 95, 0, Optional.of(Duration.ofHours(5)));
        Seeded.check(random -> {
            List<Candidate> local = some(random);
            DiskShare disk = new DiskShare(random.nextInt(101), 100, "disk");
            assertThat(Retention.toFree(local, disk, aged, NOW))
                    .filteredOn(one -> !one.isStored())
                    .allMatch(one -> !one.isOpen()
                            && NOW - one.endedAtMs() > Duration.ofHours(5).toMillis());
        });
    }

    private static List<Candidate> some(RandomGenerator random) {
        List<Candidate> local = new ArrayList<>();
        for (int number = random.nextInt(20); number > 0; number--) {
            local.add(new Candidate(
                    "hash" + random.nextInt(4),
                    number,
                    random.nextInt(20),
                    NOW - Duration.ofHours(random.nextInt(10)).toMillis(),
                    random.nextBoolean(),
                    random.nextBoolean()));
        }
        return local;
    }

    private static Candidate one(String hash, long bytes, int hoursAgo, boolean isStored, boolean isOpen) {
        return new Candidate(hash, 0, bytes, NOW - Duration.ofHours(hoursAgo).toMillis(), isStored, isOpen);
    }
}
