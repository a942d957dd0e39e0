package dev.flotilla.control.graphql.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class ExchangeIT {
    private static final int BURST = 1_000_000;

    @Inject
    Jobs jobs;

    private final String tenant = TenantId.random().value();
    private final Allowances here = new Allowances(1, BURST, 10);
    private final Allowances there = new Allowances(1, BURST, 10);

    @Test
    void whatIsSpentAtOneReplicaIsSpentAtAllOnce() {
        var one = new Exchange(jobs, here);
        var other = new Exchange(jobs, there);
        // They meet.
        one.exchange();
        other.exchange();
        one.exchange();
        here.spend(tenant, 300_000, System.nanoTime());
        there.spend(tenant, 200_000, System.nanoTime());
        for (int turn = 0; turn < 3; turn++) {
            one.exchange();
            other.exchange();
        }
        assertThat(left(here)).isBetween(500_000L, 500_100L);
        assertThat(left(there)).isBetween(500_000L, 500_100L);
    }

    @Test
    void aReplicaThatIsNotThereCostsNothing() {
        var one = new Exchange(jobs, here);
        here.spend(tenant, 300_000, System.nanoTime());
        one.exchange();
        new Exchange(jobs, there).exchange();
        assertThat(left(there)).isEqualTo(BURST);
    }

    private long left(Allowances allowances) {
        return allowances.spend(tenant, 0, System.nanoTime()).remaining();
    }
}
