package dev.flotilla.edge.engine.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FailoverReturn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Two sources that send every 10 ms while they are up, in virtual time that goes from one event to the next. */
class FailoverTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final long PACE = 10 * MS;

    private final FakeSource primary = new FakeSource();
    private final FakeSource backup = new FakeSource();
    private final FakeSource[] both = {primary, backup};
    private final boolean[] isUp = {true, true};
    private final List<String> switches = new ArrayList<>();
    private Failover failover = failover(plan -> plan);
    private long nowNs = 1_000 * SECOND;
    private final long startNs = nowNs;

    private static Failover failover(UnaryOperator<dev.flotilla.proto.flow.v1.Failover.Builder> change) {
        var spec = dev.flotilla.proto.flow.v1.Failover.newBuilder();
        return new Failover(FailoverPlan.of(change.apply(spec).build()), Failover.NONE);
    }

    /** Until that time since the start, in milliseconds. */
    private void runTo(long ms) {
        long untilNs = startNs + ms * MS;
        while (nowNs < untilNs) {
            if (nowNs % PACE == 0) {
                for (int i = 0; i < both.length; i++) {
                    if (isUp[i]) {
                        both[i].arrive(nowNs);
                    }
                }
            }
            decide();
            long nextPacketNs = (nowNs / PACE + 1) * PACE;
            long dueNs = failover.dueNs() > nowNs ? failover.dueNs() : Long.MAX_VALUE;
            nowNs = Math.min(untilNs, Math.min(nextPacketNs, dueNs));
        }
    }

    private void decide() {
        if (failover.decide(nowNs, both)) {
            switches.add((nowNs - startNs) / MS + " " + failover.chosen() + " " + failover.reason());
        }
    }

    @Test
    void beginsWithThePrimaryWhenBothDeliver() {
        runTo(1_000);
        assertThat(switches).containsExactly("0 0 START");
    }

    @Test
    void waitsALittleForThePrimaryAndThenTakesTheBackup() {
        isUp[0] = false;
        runTo(1_000);
        assertThat(switches).containsExactly("200 1 START");
    }

    @Test
    void leavesASilentSourceToTheMillisecond() {
        runTo(1_000);
        isUp[0] = false;
        runTo(10_000);
        // The last packet came at 990 ms.
        assertThat(switches).containsExactly("0 0 START", "1490 1 SILENCE");
    }

    @Test
    void returnsAtOnceWhenThePrimaryDeliversAgain() {
        runTo(1_000);
        isUp[0] = false;
        runTo(5_005);
        isUp[0] = true;
        runTo(10_000);
        assertThat(switches).containsExactly("0 0 START", "1490 1 SILENCE", "5010 0 RETURN");
    }

    @Test
    void returnsAfterAHoldOffWithoutABreak() {
        failover = failover(plan -> plan.setReturnPolicy(FailoverReturn.FAILOVER_RETURN_AFTER_HOLD_OFF)
                .setHoldOffMs(3_000));
        runTo(1_000);
        isUp[0] = false;
        runTo(2_005);
        isUp[0] = true;
        runTo(4_005);
        isUp[0] = false;
        runTo(6_005);
        isUp[0] = true;
        runTo(20_000);
        assertThat(switches).containsExactly("0 0 START", "1490 1 SILENCE", "9010 0 RETURN");
    }

    @Test
    void staysWhenTheReturnIsByHand() {
        failover = failover(plan -> plan.setReturnPolicy(FailoverReturn.FAILOVER_RETURN_BY_HAND));
        runTo(1_000);
        isUp[0] = false;
        runTo(2_000);
        isUp[0] = true;
        runTo(600_000);
        assertThat(switches).containsExactly("0 0 START", "1490 1 SILENCE");
        assertThat(failover.select(0, nowNs, both)).isTrue();
        assertThat(failover.chosen()).isZero();
    }

    @Test
    void staysWhereItIsWhileBothAreDeadAndTakesWhoeverComesBack() {
        runTo(1_000);
        isUp[0] = false;
        isUp[1] = false;
        runTo(3_600_000);
        assertThat(switches).containsExactly("0 0 START");
        isUp[1] = true;
        runTo(3_601_000);
        assertThat(switches).containsExactly("0 0 START", "3600000 1 SILENCE");
    }

    @Test
    void leavesForLostSyncAMissingPidAndAPeerThatLeft() {
        failover = failover(plan -> plan.setReturnPolicy(FailoverReturn.FAILOVER_RETURN_BY_HAND));
        runTo(1_005);
        primary.hasSync = false;
        runTo(2_005);
        backup.hasLeft = true;
        primary.hasSync = true;
        runTo(3_005);
        primary.hasRequiredPids = false;
        backup.hasLeft = false;
        runTo(4_000);
        assertThat(switches)
                .containsExactly("0 0 START", "1005 1 SYNC_LOSS", "2005 0 DISCONNECTION", "3005 1 MISSING_PID");
    }

    @Test
    void prefersAFlawedStreamToNone() {
        primary.hasRequiredPids = false;
        backup.hasRequiredPids = false;
        runTo(1_005);
        assertThat(switches).containsExactly("0 0 START");
        isUp[0] = false;
        runTo(3_000);
        assertThat(switches).containsExactly("0 0 START", "1500 1 SILENCE");
    }

    @Test
    void beginsWithAFlawedStreamWhenNothingElseComes() {
        primary.hasRequiredPids = false;
        isUp[1] = false;
        runTo(3_000);
        assertThat(switches).containsExactly("500 0 START");
    }

    @Test
    void beginsWithAFlawedBackupWhenThePrimaryIsSilent() {
        backup.hasRequiredPids = false;
        isUp[0] = false;
        runTo(3_000);
        assertThat(switches).containsExactly("500 1 START");
    }

    @Test
    void doesNotSelectWhatWouldBeLeftAtOnce() {
        runTo(1_000);
        backup.hasRequiredPids = false;
        assertThat(failover.select(1, nowNs, both)).isFalse();
        primary.hasRequiredPids = false;
        assertThat(failover.select(1, nowNs, both)).isTrue();
    }

    @Test
    void keepsWhatWasSelectedByHandUntilItFails() {
        runTo(1_000);
        assertThat(failover.select(1, nowNs, both)).isTrue();
        runTo(100_000);
        assertThat(failover.chosen()).isEqualTo(1);
        isUp[1] = false;
        runTo(101_000);
        assertThat(switches).containsExactly("0 0 START", "100490 0 SILENCE");
    }

    @Test
    void doesNotSelectWhatDeliversNothing() {
        isUp[1] = false;
        runTo(1_000);
        assertThat(failover.select(1, nowNs, both)).isFalse();
        assertThat(failover.chosen()).isZero();
    }

    @Test
    void switchesByHandOnlyIfSoWished() {
        failover = failover(plan -> plan.setByHandOnly(true));
        isUp[0] = false;
        runTo(10_000);
        assertThat(switches).containsExactly("0 0 START");
        assertThat(failover.select(1, nowNs, both)).isTrue();
        isUp[0] = true;
        isUp[1] = false;
        runTo(20_000);
        assertThat(failover.chosen()).isEqualTo(1);
    }

    /** Up for 3 s, down for 2 s, for six hours: without a growing hold-off that would be over 8,600 switches. */
    @Test
    void doesNotFlapWithAPrimaryThatComesAndGoes() {
        for (long ms = 0; ms < 6 * 3_600_000; ms += 5_000) {
            isUp[0] = true;
            runTo(ms + 3_000);
            isUp[0] = false;
            runTo(ms + 5_000);
        }
        // Returns at once, then after 1 s and 2 s; the next hold-off of 4 s is longer than the primary ever lasts.
        assertThat(switches)
                .containsExactly(
                        "0 0 START",
                        "3490 1 SILENCE",
                        "5000 0 RETURN",
                        "8490 1 SILENCE",
                        "11000 0 RETURN",
                        "13490 1 SILENCE",
                        "17000 0 RETURN",
                        "18490 1 SILENCE");
    }

    @Test
    void forgetsFailedReturnsOnceThePrimaryHasLasted() {
        runTo(1_000);
        for (int i = 0; i < 3; i++) {
            long at = i * 200_000L + 1_000;
            isUp[0] = false;
            runTo(at + 1_000);
            isUp[0] = true;
            runTo(at + 200_000);
        }
        // Each return at once: between two failures lie minutes.
        assertThat(switches)
                .containsExactly(
                        "0 0 START",
                        "1490 1 SILENCE",
                        "2000 0 RETURN",
                        "201490 1 SILENCE",
                        "202000 0 RETURN",
                        "401490 1 SILENCE",
                        "402000 0 RETURN");
    }
}
