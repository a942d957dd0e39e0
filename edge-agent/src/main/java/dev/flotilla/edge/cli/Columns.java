package dev.flotilla.edge.cli;

import java.util.List;
import java.util.stream.IntStream;

/** Rows of text as columns that stand below each other. */
final class Columns {
    private static final String GAP = "  ";

    private Columns() {}

    /** One line per row; every row has as many cells as the first. */
    static List<String> of(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).repeat(' ', widths[column] - cell.length()).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
