package dev.flotilla.region;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was done to the region, and what its viewers saw of it. */
final class FaultTable {
    private final Map<SimulatedNode, Row> rows = new LinkedHashMap<>();

    /** One fault. */
    static final class Row {
        final String fault;
        final long atMs;
        int watching;
        int sentAfter;
        long lastSentMs = -1;
        long longestGapMs;
        int resumed;

        Row(String fault, long atMs, int watching) {
            this.fault = fault;
            this.atMs = atMs;
            this.watching = watching;
        }
    }

    void add(SimulatedNode node, String fault, long nowMs) {
        rows.put(node, new Row(fault, nowMs, node.viewers.size()));
    }

    void sentTo(SimulatedNode node, long nowMs) {
        Row row = rows.get(node);
        if (row != null) {
            row.sentAfter++;
            row.lastSentMs = nowMs - row.atMs;
        }
    }

    /** A viewer whom the fault of that node had broken off sees something again. */
    void resumed(SimulatedNode node, long gapMs) {
        Row row = rows.get(node);
        if (row != null) {
            row.resumed++;
            row.longestGapMs = Math.max(row.longestGapMs, gapMs);
        }
    }

    Row of(SimulatedNode node) {
        Row row = rows.get(node);
        if (row == null) {
            throw new IllegalArgumentException(node + " had no fault");
        }
        return row;
    }

    String print() {
        var text = new StringBuilder(
                "node  fault                     at s  watching  sent after  last one after s  watch again  longest"
                        + " gap s\n");
        rows.forEach((node, row) -> text.append("%-5s %-25s %4d  %8d  %10d  %16s  %11d  %13.1f%n"
                .formatted(
                        node.id,
                        row.fault,
                        row.atMs / 1_000,
                        row.watching,
                        row.sentAfter,
                        row.lastSentMs < 0 ? "-" : "%.1f".formatted(row.lastSentMs / 1e3),
                        row.resumed,
                        row.longestGapMs / 1e3)));
        return text.toString();
    }
}
