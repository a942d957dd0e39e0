package dev.flotilla.bench.transport;

import java.util.stream.DoubleStream;

/** The value in the middle: one disturbed run does not move it. */
final class Median {
    private Median() {}

    /** Of an even number the mean of the two in the middle. */
    static double of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("the median of nothing");
        }
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
