package dev.flotilla.edge.engine.failover;

/**
 * Chooses which of one or two sources feeds the outputs, the first being the primary. Decides from what it is told, and does
 * nothing; it has no clock.
 *
 * <p>A source is left as soon as the other one is in a better condition, so two dead sources change nothing. A primary that
 * delivers again takes over again after the hold-off. If it fails again while on probation, a minute or the hold-off after its
 * return, whichever is longer, the next hold-off is twice as long, at least a second and at most five minutes or the plan's
 * own: a primary that comes and goes does not make the outputs come and go.
 */
public final class Failover {
    /** No source is chosen. */
    public static final int NONE = -1;

    private static final int PRIMARY = 0;
    private static final int BACKUP = 1;
    private static final long SECOND_NS = 1_000_000_000;
    private static final long MAX_GRACE_NS = SECOND_NS / 5;
    private static final long PROBATION_NS = 60 * SECOND_NS;
    private static final long FIRST_PENALTY_NS = SECOND_NS;
    private static final long MAX_PENALTY_NS = 300 * SECOND_NS;

    private final FailoverPlan plan;
    private final long graceNs;
    private final Condition[] conditions = {Condition.SILENT, Condition.SILENT};
    private final long[] wholeSinceNs = new long[2];
    private final long[] aliveSinceNs = new long[2];
    private int chosen;
    private Reason reason = Reason.START;
    private boolean isPinned;
    private boolean isOnProbation;
    private long returnedNs;
    private long holdOffNs;
    private long dueNs = Long.MAX_VALUE;

    /** A failover that begins with that source chosen, or {@link #NONE}. */
    public Failover(FailoverPlan plan, int chosen) {
        this(plan, chosen, false);
    }

    /** A failover that begins with that source chosen, by somebody's wish if so said: then until it fails. */
    Failover(FailoverPlan plan, int chosen, boolean isPinned) {
        this.isPinned = isPinned;
        this.plan = plan;
        this.graceNs = Math.min(MAX_GRACE_NS, plan.silenceNs());
        this.chosen = chosen;
        this.holdOffNs = plan.holdOffNs();
    }

    /** Looks at the sources, the primary first, and answers whether it chose another one than before. */
    public boolean decide(long nowNs, Candidate[] sources) {
        for (int i = 0; i < sources.length; i++) {
            look(i, sources[i], nowNs);
        }
        int before = chosen;
        choose(nowNs, sources.length);
        dueNs = nextNs(nowNs, sources);
        return chosen != before;
    }

    private void look(int i, Candidate source, long nowNs) {
        Condition before = conditions[i];
        conditions[i] = Condition.of(source, nowNs, plan.silenceNs());
        if (conditions[i] == Condition.WHOLE && before != Condition.WHOLE) {
            wholeSinceNs[i] = nowNs;
        }
        if (!before.isBetterThan(Condition.SILENT)) {
            aliveSinceNs[i] = nowNs;
        }
    }

    private void choose(long nowNs, int count) {
        if (count == 1 || !plan.isAutomatic()) {
            chosen = chosen == NONE ? PRIMARY : chosen;
        } else if (chosen == NONE) {
            begin(nowNs);
        } else if (conditions[1 - chosen].isBetterThan(conditions[chosen])) {
            leave(nowNs, conditions[chosen].reason());
        } else if (isToReturn() && nowNs - wholeSinceNs[PRIMARY] >= holdOffNs) {
            chosen = PRIMARY;
            reason = Reason.RETURN;
            returnedNs = nowNs;
            isOnProbation = true;
        }
    }

    /** Whoever delivers first, but the primary gets a little time to be that one. */
    private void begin(long nowNs) {
        if (conditions[PRIMARY] == Condition.WHOLE) {
            chosen = PRIMARY;
        } else if (conditions[BACKUP] == Condition.WHOLE && nowNs - wholeSinceNs[BACKUP] >= graceNs) {
            chosen = BACKUP;
        } else if (isFlawed(PRIMARY) && (isFlawed(BACKUP) || hasHadItsTime(PRIMARY, nowNs))) {
            chosen = PRIMARY;
        } else if (isFlawed(BACKUP) && hasHadItsTime(BACKUP, nowNs)) {
            chosen = BACKUP;
        }
    }

    private boolean isFlawed(int i) {
        return conditions[i] == Condition.PID_MISSING;
    }

    /** Whether that source could have become whole by now: a flawed stream is better than none. */
    private boolean hasHadItsTime(int i, long nowNs) {
        return nowNs - aliveSinceNs[i] >= plan.silenceNs();
    }

    private void leave(long nowNs, Reason why) {
        if (chosen == PRIMARY) {
            boolean hasFailedTheReturn = isOnProbation && nowNs - returnedNs < Math.max(PROBATION_NS, holdOffNs);
            holdOffNs = hasFailedTheReturn ? longer(holdOffNs) : plan.holdOffNs();
            isOnProbation = false;
        }
        chosen = 1 - chosen;
        reason = why;
        isPinned = false;
    }

    private long longer(long holdNs) {
        return Math.clamp(2 * holdNs, FIRST_PENALTY_NS, Math.max(MAX_PENALTY_NS, plan.holdOffNs()));
    }

    private boolean isToReturn() {
        return chosen == BACKUP && !isPinned && plan.returnsByItself() && conditions[PRIMARY] == Condition.WHOLE;
    }

    /**
     * Chooses that source because somebody wishes so, until it fails. Answers whether that is possible: a source that delivers
     * nothing, or less than the other one, would be left again at once.
     */
    public boolean select(int wished, long nowNs, Candidate[] sources) {
        Condition other = Condition.SILENT;
        for (int i = 0; i < sources.length; i++) {
            look(i, sources[i], nowNs);
            other = i == wished ? other : conditions[i];
        }
        boolean isLess = plan.isAutomatic() && other.isBetterThan(conditions[wished]);
        if (isLess || !conditions[wished].isBetterThan(Condition.SILENT)) {
            return false;
        }
        chosen = wished;
        reason = Reason.BY_HAND;
        isPinned = true;
        isOnProbation = false;
        holdOffNs = plan.holdOffNs();
        return true;
    }

    /** The earliest time at which a decision may fall although nothing arrives; {@code Long.MAX_VALUE} if none may. */
    public long dueNs() {
        return dueNs;
    }

    private long nextNs(long nowNs, Candidate[] sources) {
        if (sources.length == 1 || !plan.isAutomatic()) {
            return Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        if (chosen == NONE && conditions[BACKUP] == Condition.WHOLE) {
            next = wholeSinceNs[BACKUP] + graceNs;
        } else if (chosen != NONE && conditions[chosen] != Condition.SILENT) {
            next = sources[chosen].lastArrivalNs() + plan.silenceNs();
        }
        if (isToReturn()) {
            next = Math.min(next, wholeSinceNs[PRIMARY] + holdOffNs);
        }
        return Math.max(next, nowNs);
    }

    /** The source that is to feed the outputs, or {@link #NONE}. */
    public int chosen() {
        return chosen;
    }

    /** Whether it was chosen because somebody wished so, and has not failed since. */
    boolean isPinned() {
        return isPinned;
    }

    /** Why it was chosen. */
    public Reason reason() {
        return reason;
    }

    /** Whether that source delivers all that is asked of it, as of the last look. */
    public boolean isWhole(int i) {
        return conditions[i] == Condition.WHOLE;
    }

    /** Whether nothing usable comes from that source, as of the last look. */
    public boolean isDead(int i) {
        return !conditions[i].isBetterThan(Condition.SILENT);
    }
}
