package dev.flotilla.control.object;

/**
 * A part of an object that is not whole yet.
 *
 * @param number from 1 on
 * @param tag what the storage answered to whoever wrote it, without quotation marks
 */
public record StoredPart(int number, long bytes, String tag) {}
