package dev.flotilla.edge.engine.failover;

import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.edge.engine.stream.ProgramMap;
import dev.flotilla.proto.flow.v1.SwitchReport;
import java.util.EnumMap;
import java.util.Map;

/**
 * Lets one of a flow's sources feed the outputs: {@link Failover} chooses which, {@link Splice} carries it out. A switch counts
 * when the first packet of the new source passes. With one source it only passes packets on.
 */
public final class Switchover {
    /** Who is told of switches, on the flow's thread. */
    @FunctionalInterface
    public interface Listener {
        /**
         * That source feeds the outputs from now on.
         *
         * @param from the one before, or {@link Failover#NONE}
         * @param count how many switches there have been, the first choice being none
         */
        void switched(int from, int to, Reason reason, long count);
    }

    private final Splice splice;
    private final Listener listener;
    private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    private FailoverPlan plan;
    private Failover failover;
    private Candidate[] sources = {};
    private Reason reason = Reason.START;
    private int before = Failover.NONE;
    private long total;

    /** A switchover without sources. */
    public Switchover(FailoverPlan plan, PacketSink sink, Listener listener) {
        this.plan = plan;
        this.failover = new Failover(plan, Failover.NONE);
        this.splice = new Splice(sink, this::count);
        this.listener = listener;
    }

    /** Where the packets of the source of that number go. Good until the next {@link #follow}. */
    public PacketSink entry(int source) {
        return (bytes, offset, length, arrivedNs) -> splice.accept(source, bytes, offset, length, arrivedNs);
    }

    /**
     * The sources are these now, the primary first.
     *
     * @param feeding which of them has fed the outputs so far, or {@link Failover#NONE}
     * @param pinned which of them was {@link #pinned} so far, or {@link Failover#NONE}
     */
    public void follow(
            FailoverPlan newPlan, Candidate[] newSources, ProgramMap[] maps, int feeding, int pinned, long nowNs) {
        boolean wasFeeding = splice.feeding() != Failover.NONE;
        plan = newPlan;
        sources = newSources.clone();
        splice.follow(maps.clone(), feeding);
        before = feeding;
        failover = new Failover(plan, feeding);
        if (feeding == Failover.NONE && wasFeeding) {
            standIn(nowNs);
        }
        if (pinned != Failover.NONE) {
            hold(pinned, wasFeeding && feeding == Failover.NONE ? Reason.REMOVAL : Reason.BY_HAND, nowNs);
        }
        work(nowNs);
    }

    /** Settings and sources change, but not what somebody wished. */
    private void hold(int pinned, Reason why, long nowNs) {
        failover = new Failover(plan, pinned, true);
        if (splice.feeding() != pinned) {
            begin(why, nowNs);
        }
    }

    /** What fed was taken away: who delivers takes its place without any grace. */
    private void standIn(long nowNs) {
        failover.decide(nowNs, sources);
        for (int i = 0; i < sources.length; i++) {
            if (failover.isWhole(i)) {
                failover = new Failover(plan, i);
                reason = Reason.REMOVAL;
                splice.switchTo(i, nowNs + plan.failureWaitNs());
                return;
            }
        }
        failover = new Failover(plan, Failover.NONE);
    }

    /** Decides anew. To be called at every turn, after what has arrived was taken. */
    public void work(long nowNs) {
        long dueNs = failover.dueNs();
        if (failover.decide(nowNs, sources)) {
            // A decision that fell late, because the machine is busy, does not make what follows later still.
            begin(failover.reason(), Math.min(nowNs, dueNs));
        } else if (splice.isPending() && splice.feeding() != Failover.NONE && failover.isDead(splice.feeding())) {
            splice.hurry(nowNs + plan.failureWaitNs());
        }
    }

    private void begin(Reason why, long nowNs) {
        reason = why;
        boolean hasTime = why == Reason.RETURN || why == Reason.BY_HAND;
        splice.switchTo(failover.chosen(), nowNs + (hasTime ? plan.spliceWaitNs() : plan.failureWaitNs()));
    }

    /** Has that source feed the outputs, if it delivers anything; answers whether it does. */
    public boolean select(int source, long nowNs) {
        if (!failover.select(source, nowNs, sources)) {
            return false;
        }
        begin(Reason.BY_HAND, nowNs);
        return true;
    }

    private void count() {
        if (before != Failover.NONE || reason == Reason.REMOVAL) {
            total++;
            counts.merge(reason, 1L, Long::sum);
        }
        int from = before;
        before = splice.feeding();
        listener.switched(from, before, reason, total);
    }

    /** When a decision may fall although nothing arrives; {@code Long.MAX_VALUE} if none may. */
    public long dueNs() {
        return failover.dueNs();
    }

    /** The source that feeds the outputs, or {@link Failover#NONE}. */
    public int feeding() {
        return splice.feeding();
    }

    /** The source that somebody selected, until it fails; {@link Failover#NONE} when there is none. */
    public int pinned() {
        return failover.isPinned() ? failover.chosen() : Failover.NONE;
    }

    /** The source that feeds the outputs, or the one that shall; {@link Failover#NONE} when there is none. */
    public int selected() {
        return splice.feeding() != Failover.NONE ? splice.feeding() : failover.chosen();
    }

    /** Whether that source could take over at once, or does so already. */
    public boolean isWhole(int source) {
        return failover.isWhole(source);
    }

    public SwitchReport report() {
        return SwitchReport.newBuilder()
                .setTotal(total)
                .setSilence(count(Reason.SILENCE))
                .setDisconnection(count(Reason.DISCONNECTION))
                .setSyncLoss(count(Reason.SYNC_LOSS))
                .setMissingPid(count(Reason.MISSING_PID))
                .setReturned(count(Reason.RETURN))
                .setByHand(count(Reason.BY_HAND))
                .setLastGapMs(splice.gapNs() / 1e6)
                .build();
    }

    private long count(Reason why) {
        return counts.getOrDefault(why, 0L);
    }
}
