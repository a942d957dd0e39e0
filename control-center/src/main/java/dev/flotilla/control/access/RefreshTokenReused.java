package dev.flotilla.control.access;

/** A CDI event: a refresh token came a second time, so that the session of that person was ended. */
public record RefreshTokenReused(Actor account) {}
