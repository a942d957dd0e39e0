package dev.flotilla.control.graphql.allowance;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An allowance for each of many callers: points that come at a steady rate up to a burst. A caller who has any may spend more
 * than are left, because what a query costs is known only once it was read; the debt is waited for. Knows a bounded number of
 * callers: who has not called for longest gives way, and begins anew with the burst. For several threads.
 */
final class Allowances {
    private static final double NANOS = 1e9;

    /** Points at a time of {@link System#nanoTime()}. */
    private record Account(double points, long atNs) {}

    private final Map<String, Account> accounts;
    private final Map<String, Long> spent = new HashMap<>();
    private final int mostCallers;
    private final int rate;
    private final int burst;

    /** @param rate points a second */
    Allowances(int rate, int burst, int mostCallers) {
        if (rate < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "an allowance of the API needs a rate and a burst of 1 or more: '%d', '%d'".formatted(rate, burst));
        }
        this.rate = rate;
        this.burst = burst;
        this.mostCallers = mostCallers;
        this.accounts = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
                return size() > mostCallers;
            }
        };
    }

    /** Takes the points of that caller, whether they are there or not; 0 only looks. */
    synchronized Balance spend(String caller, int points, long nowNs) {
        if (points > 0 && (spent.size() < mostCallers || spent.containsKey(caller))) {
            spent.merge(caller, (long) points, Long::sum);
        }
        return take(caller, points, nowNs);
    }

    /** Takes points that the caller spent at another replica. */
    synchronized void spendElsewhere(String caller, long points, long nowNs) {
        var _ = take(caller, points, nowNs);
    }

    /** What callers spent here since this was asked last. */
    synchronized Map<String, Long> drain() {
        Map<String, Long> drained = Map.copyOf(spent);
        spent.clear();
        return drained;
    }

    private Balance take(String caller, long points, long nowNs) {
        Account before = accounts.getOrDefault(caller, new Account(burst, nowNs));
        double earned = Math.max(0, nowNs - before.atNs()) / NANOS * rate;
        double left = Math.min(burst, before.points() + earned) - points;
        accounts.put(caller, new Account(left, nowNs));
        return new Balance(burst, (long) Math.floor(left), seconds(burst - left), left < 1 ? seconds(1 - left) : 0);
    }

    private long seconds(double points) {
        return (long) Math.ceil(points / rate);
    }
}
