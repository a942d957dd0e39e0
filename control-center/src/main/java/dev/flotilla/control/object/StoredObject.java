package dev.flotilla.control.object;

/** An object that is there. */
public record StoredObject(ObjectKey key, long bytes) {}
