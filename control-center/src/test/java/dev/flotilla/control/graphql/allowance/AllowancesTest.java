package dev.flotilla.control.graphql.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AllowancesTest {
    private static final long SECOND = 1_000_000_000;

    private final Allowances allowances = new Allowances(10, 100, 3);

    @Test
    void beginsWithTheBurst() {
        assertThat(allowances.spend("a", 0, 0)).isEqualTo(new Balance(100, 100, 0, 0));
    }

    @Test
    void comesBackAtTheRate() {
        allowances.spend("a", 60, 0);
        assertThat(allowances.spend("a", 0, 2 * SECOND)).isEqualTo(new Balance(100, 60, 4, 0));
        assertThat(allowances.spend("a", 0, 60 * SECOND).remaining()).isEqualTo(100);
    }

    @Test
    void whoHasPointsMaySpendMoreAndWaitsForTheDebt() {
        allowances.spend("a", 99, 0);
        assertThat(allowances.spend("a", 0, 0).isSpent()).isFalse();
        Balance debt = allowances.spend("a", 30, 0);
        assertThat(debt.isSpent()).isTrue();
        assertThat(debt.secondsToSome()).isEqualTo(3);
        assertThat(allowances.spend("a", 0, 2 * SECOND).isSpent()).isTrue();
        assertThat(allowances.spend("a", 0, 3 * SECOND).isSpent()).isFalse();
    }

    @Test
    void theSpendingOfOneIsNotThatOfAnother() {
        allowances.spend("a", 500, 0);
        assertThat(allowances.spend("b", 0, 0).remaining()).isEqualTo(100);
    }

    @Test
    void forgetsWhoHasNotCalledForLongest() {
        allowances.spend("a", 50, 0);
        allowances.spend("b", 50, 0);
        allowances.spend("c", 50, 0);
        allowances.spend("a", 0, 0);
        allowances.spend("d", 50, 0);
        assertThat(allowances.spend("a", 0, 0).remaining()).isEqualTo(50);
        assertThat(allowances.spend("b", 0, 0).remaining()).isEqualTo(100);
    }

    @Test
    void aClockThatWentBackGivesNothing() {
        allowances.spend("a", 50, 10 * SECOND);
        assertThat(allowances.spend("a", 0, 0).remaining()).isEqualTo(50);
    }

    @Test
    void refusesARateThatIsNone() {
        assertThatThrownBy(() -> new Allowances(0, 1, 1)).hasMessageContaining("'0'");
    }
}
