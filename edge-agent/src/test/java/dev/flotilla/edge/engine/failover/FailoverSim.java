package dev.flotilla.edge.engine.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.Seeded;
import dev.flotilla.proto.flow.v1.FailoverReturn;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** An hour of two sources that come and go at random, a thousand times, in virtual time. */
class FailoverSim {
    private static final long MS = 1_000_000;
    private static final long PACE = 20 * MS;
    private static final long HOUR = 3_600_000 * MS;

    @Test
    void keepsItsPromisesWhateverTheSourcesDo() {
        Seeded.check(random -> new Run(random).hour());
    }

    private static final class Run {
        private final RandomGenerator random;
        private final FailoverPlan plan;
        private final Failover failover;
        private final FakeSource[] sources = {new FakeSource(), new FakeSource()};
        private final boolean[] isUp = new boolean[2];
        private final long[] turnsNs = new long[2];
        private final long[] upSinceNs = new long[2];
        private long nowNs = HOUR;
        private int returns;

        Run(RandomGenerator random) {
            this.random = random;
            long silenceMs = random.nextLong(50, 2_001);
            long holdMs = random.nextBoolean() ? 0 : random.nextLong(0, 20_001);
            plan = FailoverPlan.of(dev.flotilla.proto.flow.v1.Failover.newBuilder()
                    .setSilenceMs((int) silenceMs)
                    .setReturnPolicy(FailoverReturn.FAILOVER_RETURN_AFTER_HOLD_OFF)
                    .setHoldOffMs((int) holdMs)
                    .build());
            failover = new Failover(plan, Failover.NONE);
        }

        void hour() {
            while (nowNs < 2 * HOUR) {
                move();
                int before = failover.chosen();
                boolean hasSwitched = failover.decide(nowNs, sources);
                check(before, hasSwitched);
                step();
            }
            // Each failed return doubles the hold-off, up to 5 minutes; the first minute of doubling aside that bounds
            // them.
            assertThat(returns).isLessThan(60 + 9);
        }

        private void move() {
            for (int i = 0; i < 2; i++) {
                if (nowNs >= turnsNs[i]) {
                    isUp[i] = !isUp[i];
                    turnsNs[i] = nowNs + (long) (Math.pow(10, random.nextDouble(1, 5)) * MS);
                    upSinceNs[i] = nowNs;
                }
                if (isUp[i] && nowNs % PACE == 0) {
                    sources[i].arrive(nowNs);
                }
            }
        }

        private void check(int before, boolean hasSwitched) {
            int chosen = failover.chosen();
            if (chosen == Failover.NONE) {
                assertThat(isSilent(0))
                        .as("the primary delivers and nothing is chosen")
                        .isTrue();
                return;
            }
            // Whenever anybody delivers, somebody who delivers is chosen: at once, not at the next look.
            assertThat(isSilent(chosen) && !isSilent(1 - chosen)).isFalse();
            if (!hasSwitched || before == Failover.NONE) {
                return;
            }
            switch (failover.reason()) {
                case SILENCE -> assertThat(isSilent(before)).isTrue();
                case RETURN -> {
                    returns++;
                    assertThat(chosen).isZero();
                    assertThat(isSilent(0)).isFalse();
                }
                default -> throw new AssertionError(failover.reason());
            }
        }

        private boolean isSilent(int i) {
            return !sources[i].hasArrived || nowNs - sources[i].lastArrivalNs >= plan.silenceNs();
        }

        private void step() {
            long next = Math.min(turnsNs[0], turnsNs[1]);
            next = Math.min(next, isUp[0] || isUp[1] ? (nowNs / PACE + 1) * PACE : Long.MAX_VALUE);
            if (failover.dueNs() > nowNs) {
                next = Math.min(next, failover.dueNs());
            }
            nowNs = next;
        }
    }
}
