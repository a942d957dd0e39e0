package dev.flotilla.control.graphql;

/** The caller's role does not allow it. */
public record Forbidden(String message) implements Problem {}
