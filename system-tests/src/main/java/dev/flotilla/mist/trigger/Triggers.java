package dev.flotilla.mist.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Fires triggers at whoever is configured for them, and remembers the last thousand. */
public final class Triggers {
    private static final int MOST_REMEMBERED = 1_000;

    private final Supplier<Sender> sender;
    private final Supplier<JsonNode> configuration;
    private final Function<String, Set<String>> tagsOfStream;
    private final AtomicInteger processes = new AtomicInteger(18_000);
    private final Deque<Fired> fired = new ArrayDeque<>();
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    /** How often a trigger was fired, how often its handler failed, and how long all of that took. */
    public record Count(long count, long fails, long ms) {
        private Count plus(Fired one) {
            return new Count(count + 1, fails + (one.isAnswered() ? 0 : 1), ms + one.tookMs());
        }
    }

    /** @param configuration "triggers" of MistServer's configuration, as it is now */
    public Triggers(
            Supplier<Sender> sender, Supplier<JsonNode> configuration, Function<String, Set<String>> tagsOfStream) {
        this.sender = sender;
        this.configuration = configuration;
        this.tagsOfStream = tagsOfStream;
    }

    /** A number for a process of MistServer that is about to fire. */
    public int newProcess() {
        return processes.incrementAndGet();
    }

    /** Whether anybody is configured for it. */
    public boolean hasHandler(String trigger) {
        return !handlers(trigger).isEmpty();
    }

    /**
     * Fires a trigger at all its handlers, in their order, and waits for those that MistServer waits for. The last answer
     * counts, unless one before it was a no.
     */
    public Verdict fire(int process, String trigger, String stream, String body) {
        Verdict verdict = Verdict.UNASKED;
        for (Handler handler : handlers(trigger)) {
            boolean lacksParameter = trigger.equals("LIVE_BANDWIDTH") && !handler.hasParams();
            if (lacksParameter || !handler.isFor(stream, tagsOfStream.apply(stream))) {
                continue;
            }
            var delivery = new Delivery(sender.get(), process, trigger, body, handler);
            if (handler.isSync()) {
                verdict = delivery.ask(this::remember);
            } else {
                Thread.ofVirtual().start(() -> delivery.tell(this::remember));
            }
        }
        return verdict;
    }

    /** What was fired, oldest first. */
    public List<Fired> fired() {
        synchronized (fired) {
            return List.copyOf(fired);
        }
    }

    public Map<String, Count> counts() {
        return new TreeMap<>(counts);
    }

    /** As after a restart. */
    public void forget() {
        counts.clear();
    }

    private void remember(Fired one) {
        counts.merge(one.trigger(), new Count(0, 0, 0).plus(one), (before, ignored) -> before.plus(one));
        synchronized (fired) {
            if (fired.size() == MOST_REMEMBERED) {
                fired.removeFirst();
            }
            fired.addLast(one);
        }
    }

    private List<Handler> handlers(String trigger) {
        var handlers = new ArrayList<Handler>();
        JsonNode entries = configuration.get().path(trigger);
        entries.forEach(entry -> {
            Handler handler = Handler.of(entry);
            if (handler.url().getScheme() != null) {
                handlers.add(handler);
            }
        });
        return handlers;
    }
}
