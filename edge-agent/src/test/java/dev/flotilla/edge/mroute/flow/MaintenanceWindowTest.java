package dev.flotilla.edge.mroute.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MaintenanceWindowTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private static boolean isDue(String day, int hour, String zone, Instant startedAt, String now) {
        return new MaintenanceWindow(new MaintenanceDocument(day, hour, zone)).isDue(startedAt, Instant.parse(now));
    }

    @Test
    void isAnHourOfItsDay() {
        // 2026-11-20 is a Friday.
        assertThat(isDue("Friday", 3, "", LONG_AGO, "2026-11-20T02:59:59Z")).isFalse();
        assertThat(isDue("Friday", 3, "", LONG_AGO, "2026-11-20T03:00:00Z")).isTrue();
        assertThat(isDue("fRIDAY", 3, "", LONG_AGO, "2026-11-20T03:59:59Z")).isTrue();
        assertThat(isDue("Friday", 3, "", LONG_AGO, "2026-11-20T04:00:00Z")).isFalse();
        assertThat(isDue("Thursday", 3, "", LONG_AGO, "2026-11-20T03:30:00Z")).isFalse();
    }

    @Test
    void isInItsOwnTimeZone() {
        assertThat(isDue("Friday", 3, "Asia/Tokyo", LONG_AGO, "2026-11-19T18:05:00Z"))
                .isTrue();
        assertThat(isDue("Friday", 3, "Asia/Tokyo", LONG_AGO, "2026-11-20T03:05:00Z"))
                .isFalse();
        // An hour that the clocks leave out is the next one; one that they repeat comes once.
        assertThat(isDue("Sunday", 2, "Europe/Berlin", LONG_AGO, "2026-03-29T01:10:00Z"))
                .isTrue();
        assertThat(isDue("Sunday", 2, "Europe/Berlin", LONG_AGO, "2026-10-25T00:10:00Z"))
                .isTrue();
        assertThat(isDue("Sunday", 2, "Europe/Berlin", LONG_AGO, "2026-10-25T01:10:00Z"))
                .isFalse();
    }

    @Test
    void leavesAFlowThatHasRunForLessThanADay() {
        Instant opens = Instant.parse("2026-11-20T03:00:00Z");
        assertThat(isDue("Friday", 3, "", opens.minus(Duration.ofHours(23)), "2026-11-20T03:30:00Z"))
                .isFalse();
        assertThat(isDue("Friday", 3, "", opens.minus(Duration.ofHours(24)), "2026-11-20T03:30:00Z"))
                .isTrue();
    }

    @Test
    void neverComesOnADayOrAtAnHourThatDoesNotExist() {
        assertThat(isDue("Caturday", 3, "", LONG_AGO, "2026-11-20T03:30:00Z")).isFalse();
        assertThat(isDue("Friday", 27, "", LONG_AGO, "2026-11-20T03:30:00Z")).isFalse();
    }
}
