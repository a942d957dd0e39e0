package dev.flotilla.bench.transport;

import java.util.List;

/**
 * One row of the result. All are texts as they stand in the table.
 *
 * @param peer whom it is compared with, and what that one needs; empty when the goal is absolute
 * @param ratio ours to the peer's; empty when the goal is absolute
 */
record Finding(String title, String goal, String ours, String peer, String ratio, Verdict verdict) {
    /** How a measurement stands to its goal. */
    enum Verdict {
        MET("met"),
        MISSED("missed"),
        NO_GOAL("");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        static Verdict of(boolean isMet) {
            return isMet ? MET : MISSED;
        }
    }

    /** A table in Markdown. */
    static String table(List<Finding> findings) {
        var text =
                new StringBuilder("| case | goal | ours | peer | ratio | |\n| --- | --- | --- | --- | --- | --- |\n");
        for (Finding row : findings) {
            text.append("| " + String.join(" | ", row.title, row.goal, row.ours, row.peer, row.ratio, row.verdict.word))
                    .append(" |\n");
        }
        return text.toString();
    }
}
