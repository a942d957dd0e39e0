package dev.flotilla.edge.helmsman.mist;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Numbers of MistServer, made sense of. Some of its totals run below zero and come as huge or negative ones: such a number
 * says nothing, and is 0.
 */
final class Amounts {
    /** More bytes, packets or seconds than anything has counted. */
    private static final long MOST = 1L << 60;

    private Amounts() {}

    static long count(JsonNode number) {
        if (!number.isNumber() || !number.canConvertToLong()) {
            return 0;
        }
        long value = number.asLong();
        return value < 0 || value > MOST ? 0 : value;
    }

    static long kibibytes(JsonNode number) {
        return count(number) * 1024;
    }
}
