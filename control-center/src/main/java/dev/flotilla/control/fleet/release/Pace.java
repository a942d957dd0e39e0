package dev.flotilla.control.fleet.release;

import java.time.Duration;

/**
 * How soon a roll-out is looked at again: what moves soon, what rests rarely, and a large cluster less often than a small one, so
 * that all roll-outs together read a bounded number of nodes a second.
 */
final class Pace {
    private static final Duration MOVING = Duration.ofSeconds(1);
    private static final Duration RESTING = Duration.ofSeconds(10);
    private static final int NODES_A_SECOND = 500;

    private Pace() {}

    /** @param moves whether a node is on its way, or the last look changed something */
    static Duration pause(boolean moves, int nodes) {
        Duration usual = moves ? MOVING : RESTING;
        Duration bounded = Duration.ofSeconds(Math.ceilDiv(nodes, NODES_A_SECOND));
        return usual.compareTo(bounded) > 0 ? usual : bounded;
    }
}
