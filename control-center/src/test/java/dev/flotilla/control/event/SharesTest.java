package dev.flotilla.control.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharesTest {
    @Test
    void boundsATenantThatIsAlone() {
        assertThat(Shares.bound(List.of(700L), 500, 1_000)).isEqualTo(500);
    }

    @Test
    void takesFromTheLargestAlone() {
        assertThat(Shares.bound(List.of(10L, 900L, 20L), 10_000, 100)).isEqualTo(70);
    }

    @Test
    void sharesEquallyAmongTheLarge() {
        assertThat(Shares.bound(List.of(400L, 10L, 400L), 10_000, 110)).isEqualTo(50);
    }

    @Test
    void takesNothingWhileThereIsRoom() {
        assertThat(Shares.bound(List.of(50L, 50L), 500, 100)).isEqualTo(500);
        assertThat(Shares.bound(List.of(), 500, 100)).isEqualTo(500);
    }

    @Test
    void leavesEachTenantAtLeastOne() {
        assertThat(Shares.bound(List.of(5L, 5L, 5L), 500, 2)).isEqualTo(1);
    }
}
