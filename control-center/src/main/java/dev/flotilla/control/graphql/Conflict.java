package dev.flotilla.control.graphql;

/** The request is sound, but not in the present state of things, for example a name that is taken. */
public record Conflict(String message) implements Problem {}
