package dev.flotilla.control.graphql;

/** A CDI event: the {@link Gate} refused the present caller a mutation. */
public record Denied(String operation, Problem problem) {}
