package dev.flotilla.control.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.event.RecordedEvent;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.EventId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final int MOST_WAITING = 5;
    private static final TenantId TENANT = TenantId.random();
    private static final TenantId OTHER = TenantId.random();

    private final MemoryLog log = new MemoryLog();
    private final Hub hub = new Hub(log, new SimpleMeterRegistry());

    @Test
    void beginsWithWhereItIs() throws InterruptedException {
        happen(TENANT, 3);
        LiveMessage first = listener(null).next();
        assertThat(first.cursor()).isEqualTo(log.end().text());
        assertThat(first.event()).isEmpty();
        assertThat(first.gap()).isEmpty();
    }

    @Test
    void tellsWhatWasMissedPageByPageAndThenWhatComes() throws InterruptedException {
        int missed = 2 * Listener.PAGE + 7;
        happen(TENANT, missed);
        happen(OTHER, 10);
        Listener listener = listener(new Position(0, 0));
        listener.next();
        assertThat(messages(listener, missed)).isEqualTo(numbers(0, missed));
        Thread more = Thread.ofVirtual().start(() -> {
            happen(TENANT, 2);
            tellUntilHeard();
        });
        assertThat(messages(listener, 2)).isEqualTo(numbers(missed, missed + 2));
        more.interrupt();
    }

    @Test
    void countsWhatASlowOneIsNotTold() throws InterruptedException {
        Listener listener = live();
        happen(TENANT, 8);
        hub.look();
        happen(TENANT, 4);
        hub.look();
        // Fact 1, which it has had from the log, waited with them.
        assertThat(messages(listener, 4)).isEqualTo(numbers(2, 6));
        LiveMessage gap = listener.next();
        assertThat(gap.gap()).contains(new Gap(Gap.Reason.SLOW, Optional.of(8)));
        assertThat(gap.cursor()).isEqualTo(log.end().text());
        happen(TENANT, 1);
        hub.look();
        assertThat(messages(listener, 1)).isEqualTo(numbers(14, 15));
    }

    @Test
    void readsFromTheLogWhatWasTooMuchBeforeItWasThere() throws InterruptedException {
        Listener listener = listener(null);
        listener.next();
        happen(TENANT, 1);
        assertThat(messages(listener, 1)).isEqualTo(numbers(0, 1));
        happen(TENANT, 3 * MOST_WAITING);
        hub.look();
        assertThat(messages(listener, 3 * MOST_WAITING)).isEqualTo(numbers(1, 1 + 3 * MOST_WAITING));
        happen(TENANT, 1);
        hub.look();
        assertThat(listener.next().gap()).isEmpty();
    }

    @Test
    void saysWhenSomethingIsNotKeptAnyMore() throws InterruptedException {
        happen(TENANT, 3);
        log.isForgotten = true;
        assertThat(listener(new Position(1, 1)).next().gap()).contains(new Gap(Gap.Reason.FORGOTTEN, Optional.empty()));
        assertThat(listener(null).next().gap()).isEmpty();
    }

    @Test
    void refusesACursorFromTheFuture() {
        Position future = new Position(log.end().group() + 1, 0);
        assertThatThrownBy(() -> listener(future)).isInstanceOf(Refused.class).hasMessageContaining("after");
    }

    @Test
    void endsForGood() throws InterruptedException {
        Listener listener = live();
        listener.end();
        assertThat(listener.next().event()).isEmpty();
        happen(TENANT, MOST_WAITING * 2);
        hub.look();
        assertThat(listener.next().gap()).isEmpty();
    }

    /** One that has told the facts 0 and 1 from the log, and hears from the hub what comes. */
    private Listener live() throws InterruptedException {
        Listener listener = listener(null);
        listener.next();
        happen(TENANT, 1);
        assertThat(messages(listener, 1)).isEqualTo(numbers(0, 1));
        happen(TENANT, 1);
        assertThat(messages(listener, 1)).isEqualTo(numbers(1, 2));
        return listener;
    }

    private void tellUntilHeard() {
        while (!Thread.currentThread().isInterrupted()) {
            hub.look();
            Thread.onSpinWait();
        }
    }

    private Listener listener(@Nullable Position after) {
        return new Listener(TENANT, _ -> true, after, log, hub, MOST_WAITING);
    }

    private void happen(TenantId tenant, int facts) {
        for (int i = 0; i < facts; i++) {
            log.add(tenant);
        }
    }

    private static List<String> messages(Listener listener, int count) throws InterruptedException {
        var messages = new ArrayList<String>();
        while (messages.size() < count) {
            listener.next().event().map(LiveEvent::message).ifPresent(messages::add);
        }
        return messages;
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    /** A transaction for each fact; each tenant's are numbered from 0. */
    private static final class MemoryLog implements FactLog {
        private final List<Fact> facts = new ArrayList<>();
        private boolean isForgotten;

        synchronized void add(TenantId tenant) {
            long number =
                    facts.stream().filter(fact -> fact.tenant().equals(tenant)).count();
            Instant now = Instant.EPOCH.plusSeconds(facts.size());
            var event = new RecordedEvent(
                    EventId.at(now),
                    NodeId.random(),
                    now,
                    now,
                    "test",
                    RecordedEvent.Severity.INFO,
                    Optional.empty(),
                    Optional.empty(),
                    Long.toString(number));
            facts.add(new Fact(tenant, new Position(facts.size() + 1L, 1), event, Optional.empty()));
        }

        @Override
        public synchronized Position end() {
            return new Position(facts.size() + 1L, 0);
        }

        @Override
        public synchronized List<Fact> between(Collection<TenantId> tenants, Position after, Position end, int most) {
            return facts.stream()
                    .filter(fact -> tenants.contains(fact.tenant()))
                    .filter(fact -> fact.position().compareTo(after) > 0
                            && fact.position().compareTo(end) < 0)
                    .limit(most)
                    .toList();
        }

        @Override
        public List<Fact> between(TenantId tenant, Position after, Position end, int most) {
            return between(List.of(tenant), after, end, most);
        }

        @Override
        public boolean isForgotten(TenantId tenant, Position position) {
            return isForgotten;
        }
    }
}
