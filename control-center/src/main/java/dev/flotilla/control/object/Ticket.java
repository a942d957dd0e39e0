package dev.flotilla.control.object;

import java.time.Instant;

/**
 * What an address of our own allows, as it is signed.
 *
 * @param method PUT or GET
 * @param mostBytes of a PUT; 0 with a GET
 * @param savedAs the name that a browser shall give to the file; empty when it may show it
 */
record Ticket(String method, ObjectKey key, long mostBytes, String savedAs, Instant expiresAt) {
    /** Every part, so that none can be exchanged; no part but the last holds a line break. */
    String signed() {
        return String.join(
                "\n", method, key.text(), Long.toString(mostBytes), Long.toString(expiresAt.getEpochSecond()), savedAs);
    }
}
