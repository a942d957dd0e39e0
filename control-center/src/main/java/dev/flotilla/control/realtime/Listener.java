package dev.flotilla.control.realtime;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.realtime.Waiting.Next;
import dev.flotilla.id.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: first what the log holds after its cursor, page by page as the subscriber takes it, and then what the hub
 * tells. {@link #next} is called by one thread at a time.
 */
final class Listener {
    static final int PAGE = 200;
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final TenantId tenant;
    private final Predicate<Fact> wanted;
    private final FactLog log;
    private final Hub hub;
    private final Waiting waiting;
    private final Deque<Fact> page = new ArrayDeque<>();
    private Position position;
    private boolean isForgotten;
    private boolean hasBegun;
    private boolean isWithHub;
    private boolean isBehind = true;

    /** @param after where it goes on; null for whoever wants only what is new */
    Listener(TenantId tenant, Predicate<Fact> wanted, @Nullable Position after, FactLog log, Hub hub, int mostWaiting) {
        this.tenant = tenant;
        this.wanted = wanted;
        this.log = log;
        this.hub = hub;
        Position end = log.end();
        if (after != null && after.compareTo(end) > 0) {
            throw new Refused(InvalidInput.of("after", after.text(), "must be a cursor of this control center"));
        }
        this.position = after == null ? end : after;
        this.isForgotten = after != null && log.isForgotten(tenant, after);
        this.waiting = new Waiting(mostWaiting, position);
    }

    TenantId tenant() {
        return tenant;
    }

    /** What the hub read: of this tenant, in order. */
    void hear(Fact fact) {
        if (wanted.test(fact)) {
            waiting.offer(fact);
        }
    }

    void heardUpTo(Position upTo) {
        waiting.offeredUpTo(upTo);
    }

    /** Ends {@link #next}, also one that waits. */
    void end() {
        waiting.end();
        hub.leave(this);
    }

    /** The next message; blocks for up to half a minute. */
    LiveMessage next() throws InterruptedException {
        if (!hasBegun) {
            hasBegun = true;
            return begin();
        }
        while (true) {
            Fact fact = page.poll();
            if (fact != null) {
                position = fact.position();
                if (wanted.test(fact)) {
                    return LiveMessage.of(fact);
                }
            } else if (isBehind) {
                readOn();
            } else {
                Optional<LiveMessage> message = live(waiting.take(QUIET));
                if (message.isPresent()) {
                    return message.get();
                }
            }
        }
    }

    private LiveMessage begin() {
        return isForgotten
                ? LiveMessage.gap(position, new Gap(Gap.Reason.FORGOTTEN, Optional.empty()))
                : LiveMessage.quiet(position);
    }

    /** At the end of the log it asks the hub to tell what comes, and then reads what came in between. */
    private void readOn() {
        List<Fact> read = log.between(tenant, position, log.end(), PAGE);
        page.addAll(read);
        if (read.size() < PAGE) {
            isBehind = !isWithHub || waiting.beganAnew();
            if (!isWithHub) {
                hub.join(this);
                isWithHub = true;
                if (waiting.isEnded()) {
                    hub.leave(this);
                }
            }
        }
    }

    /** Empty for what was read from the log already. */
    private Optional<LiveMessage> live(Next next) {
        return switch (next) {
            case Next.Told told when told.fact().position().compareTo(position) <= 0 -> Optional.empty();
            case Next.Told told -> {
                position = told.fact().position();
                yield Optional.of(LiveMessage.of(told.fact()));
            }
            case Next.LeftOut leftOut -> {
                position = leftOut.upTo();
                yield Optional.of(
                        LiveMessage.gap(leftOut.upTo(), new Gap(Gap.Reason.SLOW, Optional.of(leftOut.count()))));
            }
            case Next.Quiet quiet ->
                Optional.of(LiveMessage.quiet(quiet.upTo().compareTo(position) > 0 ? quiet.upTo() : position));
            // Nobody hears it any more.
            case Next.Ended _ -> Optional.of(LiveMessage.quiet(position));
        };
    }
}
