package dev.flotilla.control.stream.directory;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.fleet.uplink.Revocation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The nodes whose certificates were found good a moment ago. One that was taken back is refused within {@link #TRUST}, on whichever
 * replica that was, and nearly always at once on the same.
 */
@ApplicationScoped
class RecentCallers {
    /** How long a look at the database is believed. */
    static final Duration TRUST = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(RecentCallers.class);
    /** After so long one looks again, while those who ask go on by what is known. */
    private static final long LOOK_AGAIN_NS = TRUST.toNanos() / 2;

    private static final int MOST = 10_000;

    private final Certificates certificates;
    private final RecentMap<NodeIdentity, Long> goodSinceNs = new RecentMap<>(MOST);
    /** Who asked since the last look. */
    private final Set<NodeIdentity> asked = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean isLooking = new AtomicBoolean();

    RecentCallers(Certificates certificates) {
        this.certificates = certificates;
    }

    /** Whether the caller is known to be good; never waits. */
    boolean knows(NodeIdentity who) {
        Long since = goodSinceNs.get(who);
        long age = since == null ? TRUST.toNanos() : System.nanoTime() - since;
        if (age >= TRUST.toNanos()) {
            return false;
        }
        if (age > LOOK_AGAIN_NS) {
            asked.add(who);
            if (isLooking.compareAndSet(false, true)) {
                Thread.ofVirtual().name("recent-callers").start(this::lookAgain);
            }
        }
        return true;
    }

    /** Looks at the database, and throws {@link io.grpc.StatusRuntimeException} when the caller's certificate was taken back. */
    void check(NodeIdentity who) {
        if (!knows(who)) {
            long now = System.nanoTime();
            Revocation.refuse(who, certificates);
            goodSinceNs.put(who, now);
        }
    }

    void revoked(@Observes(during = TransactionPhase.AFTER_SUCCESS) Nodes.Revoked revoked) {
        goodSinceNs.removeIf(entry -> entry.getKey().node().equals(revoked.node()));
    }

    private void lookAgain() {
        try {
            // A moment for others to join: one look serves all.
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN_NS / 10);
            List<NodeIdentity> due = List.copyOf(asked);
            asked.clear();
            long now = System.nanoTime();
            Set<String> good = certificates.validAmong(
                    due.stream().map(NodeIdentity::serial).toList());
            due.stream().filter(who -> good.contains(who.serial())).forEach(who -> goodSinceNs.put(who, now));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("certificates cannot be looked at: %s", e.getMessage());
        } finally {
            isLooking.set(false);
        }
    }
}
