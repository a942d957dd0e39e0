package dev.flotilla.control.fleet.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.fleet.release.NodeUpdate.State;
import dev.flotilla.control.fleet.release.Rollout.Member;
import dev.flotilla.control.fleet.release.Rollout.Rules;
import dev.flotilla.control.fleet.release.Rollout.Wanted;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.node.v1.ReleaseState;
import dev.flotilla.proto.node.v1.ReleaseState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A roll-out step by step, on nodes that are no more than what they say. */
class RolloutTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<ReleaseState> said = new ArrayList<>(
            Collections.nCopies(5, ReleaseState.newBuilder().setVersion("1.0.0").build()));
    private List<Optional<NodeUpdate>> rows = new ArrayList<>(Collections.nCopies(5, Optional.empty()));
    private String wanted = "1.1.0";
    private boolean carriesFlows;
    private boolean isOnline = true;
    private Instant now = START;
    private int orders;

    @Test
    void movesABatchAndTheNextWhenANodeIsHealthy() {
        Rules rules = rules(2, false, 1);
        assertThat(step(rules))
                .containsExactly(State.UPDATING, State.UPDATING, State.PENDING, State.PENDING, State.PENDING);
        assertThat(step(rules))
                .containsExactly(State.UPDATING, State.UPDATING, State.PENDING, State.PENDING, State.PENDING);
        says(1, Phase.PHASE_CONFIRMED, "1.1.0");
        assertThat(step(rules))
                .containsExactly(State.UPDATING, State.HEALTHY, State.UPDATING, State.PENDING, State.PENDING);
        says(0, Phase.PHASE_TRIAL, "1.1.0");
        assertThat(step(rules).getFirst()).isEqualTo(State.UPDATING);
        says(0, Phase.PHASE_CONFIRMED, "1.1.0");
        says(2, Phase.PHASE_CONFIRMED, "1.1.0");
        step(rules);
        says(3, Phase.PHASE_CONFIRMED, "1.1.0");
        says(4, Phase.PHASE_CONFIRMED, "1.1.0");
        assertThat(step(rules)).containsOnly(State.HEALTHY);
    }

    @Test
    void beginsNoFurtherNodeAfterSoManyFailures() {
        Rules rules = rules(1, false, 2);
        step(rules);
        says(0, Phase.PHASE_ROLLED_BACK, "1.0.0");
        assertThat(step(rules)).startsWith(State.ROLLED_BACK, State.UPDATING, State.PENDING);
        says(1, Phase.PHASE_FAILED, "1.0.0");
        assertThat(step(rules)).startsWith(State.ROLLED_BACK, State.FAILED, State.PENDING);
        assertThat(step(rules)).startsWith(State.ROLLED_BACK, State.FAILED, State.PENDING);
        assertThat(rows.getFirst().orElseThrow().reason()).isEqualTo("because");

        wanted = "1.1.1";
        assertThat(step(rules)).startsWith(State.UPDATING, State.PENDING, State.PENDING);
    }

    @Test
    void aNodeThatIsNotHeardOfHasFailed() {
        Rules rules = rules(1, false, 1);
        step(rules);
        isOnline = false;
        now = START.plus(rules.deadline());
        assertThat(step(rules)).startsWith(State.UPDATING, State.PENDING);
        now = now.plus(Rollout.GRACE);
        assertThat(step(rules)).startsWith(State.FAILED, State.PENDING);
    }

    @Test
    void drainsFirstUntilANodeCarriesNothingOrHasHadItsTime() {
        Rules rules = rules(1, true, 1);
        carriesFlows = true;
        assertThat(step(rules)).startsWith(State.DRAINING, State.PENDING);
        assertThat(step(rules)).startsWith(State.DRAINING, State.PENDING);
        now = START.plus(rules.drain());
        assertThat(step(rules)).startsWith(State.UPDATING, State.PENDING);
        assertThat(rows.getFirst().orElseThrow().isDrained()).isTrue();
        says(0, Phase.PHASE_CONFIRMED, "1.1.0");
        carriesFlows = false;
        assertThat(step(rules)).startsWith(State.HEALTHY, State.DRAINING);
        assertThat(step(rules)).startsWith(State.HEALTHY, State.UPDATING);
    }

    @Test
    void aPauseLetsNobodyBegin() {
        Rules rules = new Rules(2, false, Duration.ofSeconds(30), 1, Duration.ofSeconds(60), true);
        assertThat(step(rules)).containsOnly(State.PENDING);
    }

    @Test
    void aNodeThatCannotBeReachedOrUpgradedWaitsAndHoldsNobodyUp() {
        said.set(0, ReleaseState.getDefaultInstance());
        said.set(1, said.get(1).toBuilder().setFixedBecause("it has no keeper").build());
        assertThat(step(rules(1, false, 1))).startsWith(State.PENDING, State.PENDING, State.UPDATING, State.PENDING);
        assertThat(rows.get(1).orElseThrow().reason()).contains("it has no keeper");
    }

    @Test
    void aNodeUnderWayComesToItsEndWhenTheTargetChanges() {
        Rules rules = rules(1, true, 1);
        carriesFlows = true;
        step(rules);
        wanted = "1.2.0";
        assertThat(step(rules)).startsWith(State.DRAINING);
        assertThat(rows.getFirst().orElseThrow().version()).isEqualTo("1.2.0");
        carriesFlows = false;
        step(rules);
        wanted = "1.3.0";
        assertThat(step(rules)).startsWith(State.UPDATING, State.PENDING);
        assertThat(rows.getFirst().orElseThrow().version()).isEqualTo("1.2.0");
        says(0, Phase.PHASE_CONFIRMED, "1.2.0");
        assertThat(step(rules)).startsWith(State.HEALTHY, State.DRAINING);
        assertThat(step(rules)).startsWith(State.PENDING, State.UPDATING);
        assertThat(rows.getFirst().orElseThrow().version()).isEqualTo("1.3.0");
        assertThat(rows.getFirst().orElseThrow().before()).isEqualTo("1.2.0");
    }

    @Test
    void whoeverRunsTheVersionAlreadyIsDone() {
        Collections.fill(said, ReleaseState.newBuilder().setVersion("1.1.0").build());
        assertThat(step(rules(1, true, 1))).containsOnly(State.HEALTHY);
        assertThat(orders).isZero();
    }

    private static Rules rules(int batch, boolean drainFirst, int stopAfter) {
        return new Rules(batch, drainFirst, Duration.ofSeconds(30), stopAfter, Duration.ofSeconds(60), false);
    }

    private void says(int node, Phase phase, String version) {
        said.set(
                node,
                ReleaseState.newBuilder()
                        .setVersion(version)
                        .setOrder(rows.get(node).orElseThrow().order())
                        .setPhase(phase)
                        .setReason("because")
                        .build());
    }

    private List<State> step(Rules rules) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            members.add(new Member(
                    new NodeId("node_000000000000000" + i),
                    isOnline,
                    true,
                    carriesFlows,
                    said.get(i),
                    new Wanted.Version(wanted, wanted + "@linux-amd64"),
                    rows.get(i)));
        }
        List<NodeUpdate> next = new Rollout(rules, now, () -> "order-" + orders++).next(members);
        rows = new ArrayList<>(next.stream().map(Optional::of).toList());
        return next.stream().map(NodeUpdate::state).toList();
    }
}
