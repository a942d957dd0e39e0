package dev.flotilla.mist.wire;

import java.time.Duration;

/** What is wrong with a server. */
public sealed interface Fault {
    /** Nothing. */
    record None() implements Fault {}

    /** Connections are accepted, requests are read, and nothing is ever answered. */
    record Hang() implements Fault {}

    /** Each answer comes that much late. */
    record Slow(Duration by) implements Fault {}
}
