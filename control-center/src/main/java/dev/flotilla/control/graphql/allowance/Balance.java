package dev.flotilla.control.graphql.allowance;

/**
 * What is left of an allowance.
 *
 * @param limit the most points that there can be
 * @param remaining the points that are there; below zero after a query that cost more than there was
 * @param secondsToFull until all points are there again, rounded up
 * @param secondsToSome until a request is admitted again, rounded up; 0 when one is now
 */
record Balance(long limit, long remaining, long secondsToFull, long secondsToSome) {
    boolean isSpent() {
        return secondsToSome > 0;
    }
}
