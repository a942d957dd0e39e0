package dev.flotilla.control.event;

import dev.flotilla.id.NodeId;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How fast a node may bring events: so many a second, and after a quiet time so many at once. What comes faster waits, and with
 * it the node's stream, so that the node keeps the rest in its spool. It remembers the nodes that are in debt, and no others.
 */
final class NodePace {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Well below the time after which a node takes the control center for dead. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** A batch, which is taken as a whole, must not wait too long for its turn. */
    private static final int BATCH = 500;

    private final Duration each;
    private final Duration credit;
    /** When what a node has brought will be paid off, at the rate that it has. */
    private final Map<NodeId, Instant> paidOff = new ConcurrentHashMap<>();

    NodePace(int perSecond, int atOnce) {
        atLeast("flotilla.event.node-rate", perSecond, (int) (BATCH / LONGEST_WAIT.toSeconds()));
        atLeast("flotilla.event.node-burst", atOnce, BATCH);
        this.each = SECOND.dividedBy(perSecond);
        this.credit = each.multipliedBy(atOnce);
    }

    /** Counts those events, and answers how long to wait before they are taken in. Too long a wait throws, and counts nothing. */
    Duration take(NodeId node, int events, Instant now) {
        Instant paid = paidOff.compute(node, (id, before) -> {
            Instant from = before == null || before.isBefore(now) ? now : before;
            Instant then = from.plus(each.multipliedBy(events));
            if (waitUntil(then, now).compareTo(LONGEST_WAIT) > 0) {
                throw Status.RESOURCE_EXHAUSTED
                        .withDescription("Events come faster than they may: keep them and come back.")
                        .asRuntimeException();
            }
            return then;
        });
        return waitUntil(paid, now);
    }

    void forgetIdle(Instant now) {
        paidOff.values().removeIf(then -> !then.isAfter(now));
    }

    private Duration waitUntil(Instant paid, Instant now) {
        Duration wait = Duration.between(now, paid).minus(credit);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static void atLeast(String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("%s must be at least %d: '%d'".formatted(key, least, value));
        }
    }
}
