package dev.flotilla.control.graphql.recent;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of the last seconds, each for the one who asked. Bounded: the oldest give way, and a long one is not kept. A change by
 * anybody of the tenant forgets all of the tenant's. For several threads.
 */
final class Answers {
    /**
     * A question.
     *
     * @param tenant whose changes make the answer old
     * @param asker who may see the answer, and nobody else
     * @param text the request's body
     */
    record Question(String tenant, String asker, String text) {}

    /** @param age how long ago it was true */
    record Recent(String text, Duration age) {}

    private record Kept(String text, long atNs) {}

    private final Map<Question, Kept> kept;
    private final int longest;
    private long changes;

    /** @param longest characters of a question and its answer that are kept */
    Answers(int most, int longest) {
        this.longest = longest;
        this.kept = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Question, Kept> eldest) {
                return size() > most;
            }
        };
    }

    /** An answer that is not older than that. */
    synchronized Optional<Recent> find(Question question, Duration oldest, long nowNs) {
        return Optional.ofNullable(kept.get(question))
                .map(found -> new Recent(found.text(), Duration.ofNanos(nowNs - found.atNs())))
                .filter(found -> found.age().compareTo(oldest) <= 0);
    }

    /** How often somebody's answers were forgotten. */
    synchronized long changes() {
        return changes;
    }

    /**
     * Keeps an answer, unless something has changed since it was asked for: what was read may be older than the change.
     *
     * @param atNs when the question was asked
     * @param changesThen {@link #changes} at that time
     */
    synchronized void keep(Question question, String answer, long atNs, long changesThen) {
        kept.remove(question);
        if (changes == changesThen && question.text().length() + answer.length() <= longest) {
            kept.put(question, new Kept(answer, atNs));
        }
    }

    synchronized void forget(String tenant) {
        changes++;
        kept.keySet().removeIf(question -> question.tenant().equals(tenant));
    }
}
