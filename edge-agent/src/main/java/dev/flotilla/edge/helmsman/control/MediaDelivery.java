package dev.flotilla.edge.helmsman.control;

import dev.flotilla.edge.event.EventDelivery;
import dev.flotilla.edge.event.Placed;
import dev.flotilla.edge.event.Spool;
import dev.flotilla.proto.event.v1.EventBatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which stream carries the media events: one at a time, and another one when that breaks, keeps them for too long or says that
 * the control center does not take them from there. Each starts from the oldest event that nobody acknowledged, so a change
 * loses nothing, and the id makes what went twice one event. For any thread.
 */
final class MediaDelivery {
    /** How long a carrier that could not deliver leaves it to the others. */
    private static final long PAUSE_NS = Duration.ofSeconds(3).toNanos();

    private final Spool spool;
    private final long fallbackNs;
    private final Map<Object, Long> pausesSinceNs = new WeakHashMap<>();
    private @Nullable Object carrier;
    private @Nullable EventDelivery delivery;
    /** When the control center last took some from a Foghorn, or nothing waited. */
    private long goodNs;

    private boolean isAlone = true;

    /** @param fallback how long no Foghorn must have got rid of anything before the node's own uplink takes its part */
    MediaDelivery(Spool spool, Duration fallback, long nowNs) {
        this.spool = spool;
        this.fallbackNs = fallback.toNanos();
        this.goodNs = nowNs;
    }

    /** Takes note of whether any Foghorn is known at all. */
    synchronized void isAlone(boolean alone) {
        isAlone = alone;
    }

    /** What that stream is to send now. It becomes the carrier when there is none. */
    synchronized Optional<EventBatch> next(Object stream, long nowNs) {
        if (delivery != null && delivery.isOverdue(nowNs)) {
            giveUp(nowNs);
        }
        Long pauseNs = pausesSinceNs.get(stream);
        if (pauseNs != null && nowNs - pauseNs < PAUSE_NS) {
            return Optional.empty();
        }
        if (carrier == null) {
            carrier = stream;
            delivery = new EventDelivery(spool);
        }
        return Objects.equals(carrier, stream) && delivery != null ? delivery.next(nowNs) : Optional.empty();
    }

    /** Takes note of what the control center has; of nothing at all when it takes nothing from there. */
    synchronized void acknowledged(Object stream, List<String> ids, long nowNs) {
        if (!Objects.equals(carrier, stream) || delivery == null) {
            return;
        }
        if (ids.isEmpty()) {
            giveUp(nowNs);
        } else {
            goodNs = nowNs;
            delivery.acknowledged(ids, nowNs);
        }
    }

    /** The stream is over. */
    synchronized void ended(Object stream) {
        pausesSinceNs.remove(stream);
        if (Objects.equals(carrier, stream)) {
            carrier = null;
            delivery = null;
        }
    }

    private void giveUp(long nowNs) {
        if (carrier != null) {
            pausesSinceNs.put(carrier, nowNs);
        }
        carrier = null;
        delivery = null;
    }

    /** What one stream of the node's own uplink carries, without addresses, while no Foghorn delivers. */
    EventDelivery overUplink() {
        return new EventDelivery(
                spool, event -> Placed.with(Placed.WITHOUT_ADDRESS, event), () -> isStuck(System.nanoTime()));
    }

    synchronized boolean isStuck(long nowNs) {
        if (isAlone) {
            return true;
        }
        if (spool.counts().events() == 0) {
            goodNs = nowNs;
        }
        return nowNs - goodNs > fallbackNs;
    }
}
