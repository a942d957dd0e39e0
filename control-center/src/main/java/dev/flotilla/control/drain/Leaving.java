package dev.flotilla.control.drain;

/**
 * This replica stops soon, and whoever distributes requests has had time to notice: what holds long calls ends them now, so that
 * they are made anew at another replica. Not fired where there is none.
 */
public record Leaving() {}
