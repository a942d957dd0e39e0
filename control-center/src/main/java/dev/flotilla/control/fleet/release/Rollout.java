package dev.flotilla.control.fleet.release;

import dev.flotilla.control.fleet.release.NodeUpdate.State;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.node.v1.ReleaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides the next step of a roll-out: which nodes begin, which are done, whether it goes on. Pure: what it is given is all it
 * knows, so that it may be asked by any replica at any time.
 */
final class Rollout {
    /** For a node to come back after its own deadline, and to be heard. */
    static final Duration GRACE = Duration.ofSeconds(60);

    /** How the owner of the cluster wants it done. */
    record Rules(int batch, boolean drainFirst, Duration drain, int stopAfter, Duration deadline, boolean isPaused) {}

    /** What a node shall run, as far as there is something. */
    sealed interface Wanted {
        /**
         * That one.
         *
         * @param release whose archive it comes by; empty for one that is in no catalogue, and that the node must still have
         */
        record Version(String version, String release) implements Wanted {}

        /** There is nothing for this node now. */
        record Nothing(String why) implements Wanted {}
    }

    /**
     * A node as it was last heard.
     *
     * @param mayDrain whether it serves as usual, so that it may be made to drain
     */
    record Member(
            NodeId node,
            boolean isOnline,
            boolean mayDrain,
            boolean carriesFlows,
            ReleaseState said,
            Wanted wanted,
            Optional<NodeUpdate> update) {}

    private final Rules rules;
    private final Instant now;
    private final Supplier<String> orders;

    Rollout(Rules rules, Instant now, Supplier<String> orders) {
        this.rules = rules;
        this.now = now;
        this.orders = orders;
    }

    /** The updates of all nodes after this step, in the order in which the nodes were given, which is that of their turns. */
    List<NodeUpdate> next(List<Member> members) {
        List<Turn> turns = new ArrayList<>();
        for (Member member : members) {
            advance(member).ifPresent(update -> turns.add(new Turn(member, update)));
        }
        long inFlight =
                turns.stream().filter(turn -> turn.update().isInFlight()).count();
        boolean goesOn = !rules.isPaused() && failures(turns) < rules.stopAfter();
        List<NodeUpdate> updates = new ArrayList<>();
        for (Turn turn : turns) {
            if (goesOn && inFlight < rules.batch() && turn.mayBegin()) {
                updates.add(begin(turn));
                inFlight++;
            } else {
                updates.add(turn.update());
            }
        }
        return updates;
    }

    private record Turn(Member member, NodeUpdate update) {
        boolean mayBegin() {
            return update.state() == State.PENDING
                    && update.reason().isEmpty()
                    && member.wanted() instanceof Wanted.Version;
        }
    }

    /** Those at the versions that are wanted now: a version that comes later is not stopped by what an earlier one did. */
    private static long failures(List<Turn> turns) {
        return turns.stream()
                .filter(turn -> turn.update().isFailure()
                        && turn.member().wanted() instanceof Wanted.Version wanted
                        && wanted.version().equals(turn.update().version()))
                .count();
    }

    private NodeUpdate begin(Turn turn) {
        boolean drains = rules.drainFirst() && turn.member().mayDrain();
        String release = turn.member().wanted() instanceof Wanted.Version wanted ? wanted.release() : "";
        return turn.update().begins(drains ? State.DRAINING : State.UPDATING, orders.get(), release, drains, now);
    }

    /** Empty for a node of which nothing was ever wanted. */
    private Optional<NodeUpdate> advance(Member member) {
        Optional<NodeUpdate> update = member.update();
        if (update.isPresent() && update.get().state() == State.UPDATING) {
            return Optional.of(updating(member, update.get()));
        }
        return switch (member.wanted()) {
            case Wanted.Nothing(String why) ->
                update.map(present -> switch (present.state()) {
                    case DRAINING -> present.becomes(State.PENDING, why, now);
                    case PENDING -> present.waitsFor(why);
                    case UPDATING, HEALTHY, FAILED, ROLLED_BACK -> present;
                });
            case Wanted.Version wanted -> Optional.of(towards(wanted.version(), member));
        };
    }

    private NodeUpdate towards(String version, Member member) {
        String runs = member.said().getVersion();
        Optional<NodeUpdate> known =
                member.update().filter(update -> update.version().equals(version));
        if (known.isPresent() && known.get().state() == State.DRAINING) {
            return draining(member, known.get());
        }
        if (version.equals(runs) && member.said().getPhase() != ReleaseState.Phase.PHASE_TRIAL) {
            return known.filter(update -> update.state() == State.HEALTHY)
                    .orElseGet(() -> known.map(update -> update.becomes(State.HEALTHY, "", now))
                            .orElseGet(() -> NodeUpdate.pending(member.node(), version, runs, "", now)
                                    .becomes(State.HEALTHY, "", now)));
        }
        if (known.isPresent() && known.get().isFailure()) {
            return known.get();
        }
        NodeUpdate waiting = known.filter(update -> update.state() == State.PENDING)
                .orElseGet(() -> NodeUpdate.pending(member.node(), version, runs, "", now));
        return waiting.waitsFor(hindrance(member));
    }

    /** Why its turn cannot come now; empty when it can. */
    private static String hindrance(Member member) {
        if (!member.isOnline()) {
            return "The node is not connected.";
        }
        if (member.said().getVersion().isEmpty()) {
            return "The node's agent is older than roll-outs: upgrade it by hand once.";
        }
        return member.said().getFixedBecause().isEmpty()
                ? ""
                : "The node cannot be upgraded from afar: " + member.said().getFixedBecause() + ".";
    }

    private NodeUpdate draining(Member member, NodeUpdate update) {
        boolean isOver = !update.since().plus(rules.drain()).isAfter(now);
        return member.carriesFlows() && !isOver ? update : update.becomes(State.UPDATING, "", now);
    }

    private NodeUpdate updating(Member member, NodeUpdate update) {
        ReleaseState said = member.said();
        if (said.getOrder().equals(update.order())) {
            switch (said.getPhase()) {
                case PHASE_FAILED -> {
                    return update.becomes(State.FAILED, said.getReason(), now);
                }
                case PHASE_ROLLED_BACK -> {
                    return update.becomes(State.ROLLED_BACK, said.getReason(), now);
                }
                case PHASE_CONFIRMED -> {
                    if (member.isOnline() && said.getVersion().equals(update.version())) {
                        return update.becomes(State.HEALTHY, "", now);
                    }
                }
                case PHASE_UNSPECIFIED, PHASE_DOWNLOADING, PHASE_TRIAL, UNRECOGNIZED -> {
                    // It is at it.
                }
            }
        }
        Instant end = update.since().plus(rules.deadline()).plus(GRACE);
        return end.isAfter(now)
                ? update
                : update.becomes(
                        State.FAILED,
                        "The node did not say within %d s what became of it."
                                .formatted(rules.deadline().plus(GRACE).toSeconds()),
                        now);
    }
}
