package dev.flotilla.bench.control;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of requests, from many threads. */
final class Tally {
    private static final int LONGEST_REASON = 80;

    private final Times times = new Times();
    private final AtomicInteger failures = new AtomicInteger();
    private final Map<String, Integer> reasons = new TreeMap<>();

    /** A request as it comes. */
    interface Request {
        void send() throws Exception;
    }

    /** Sends it, and counts. */
    void count(String name, Request request) {
        long begin = System.nanoTime();
        try {
            request.send();
            times.add(System.nanoTime() - begin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            failures.incrementAndGet();
            String reason = name + ": " + failure;
            synchronized (reasons) {
                reasons.merge(reason.substring(0, Math.min(reason.length(), LONGEST_REASON)), 1, Integer::sum);
            }
        }
    }

    int answered() {
        return times.count();
    }

    int failures() {
        return failures.get();
    }

    double longestMs() {
        return times.ms(1);
    }

    /** Why requests failed, and how often; for people. */
    String reasons() {
        synchronized (reasons) {
            return reasons.toString();
        }
    }
}
