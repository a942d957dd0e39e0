package dev.flotilla.edge;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Runs a property on many random cases: always the same ones, so that a build that passed passes again, or with
 * {@code -Dsim.explore=true} such as nobody has tried before. A failure names the seed of its case, and {@code -Dsim.seed=}
 * replays just that one.
 */
public final class Seeded {
    private static final int CASES = 1_000;

    private Seeded() {}

    /** A property of whatever the generator makes. */
    @FunctionalInterface
    public interface Property {
        void holds(RandomGenerator random);
    }

    /** Checks the property on a thousand cases, or on the one that was asked for. */
    public static void check(Property property) {
        Long replayed = Long.getLong("sim.seed");
        if (replayed != null) {
            property.holds(new SplittableRandom(replayed));
            return;
        }
        long first = Boolean.getBoolean("sim.explore") ? new SplittableRandom().nextLong() : 0;
        for (long seed = first; seed < first + CASES; seed++) {
            try {
                property.holds(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("fails with -Dsim.seed=" + seed + ": " + failure.getMessage(), failure);
            }
        }
    }
}
