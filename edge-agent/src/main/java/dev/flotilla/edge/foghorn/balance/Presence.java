package dev.flotilla.edge.foghorn.balance;

/** Whether a node is heard of. */
public enum Presence {
    /** Has registered and not reported yet. */
    WAITING,
    ONLINE,
    /** Said that it would be back within seconds; until then it counts as it was. */
    RESTARTING,
    /** Connected, and silent for too long: it hangs. */
    STALE,
    /** Gone without a word, or refuses. What it said last is still shown. */
    LOST;

    /** Whether anybody may be sent to it. */
    public boolean isTrusted() {
        return this == ONLINE || this == RESTARTING;
    }
}
