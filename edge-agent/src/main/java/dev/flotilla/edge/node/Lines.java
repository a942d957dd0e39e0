package dev.flotilla.edge.node;

/** Finds lines in what the kernel writes. */
final class Lines {
    private Lines() {}

    /** What follows the prefix on the first line that has it; empty when none has. */
    static String first(String text, String prefix) {
        return text.lines()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .map(line -> line.substring(prefix.length()).strip())
                .orElse("");
    }

    /** A number of kibibytes such as "123 kB", in bytes; 0 when there is none. */
    static long bytesOfKilobytes(String value) {
        int end = value.indexOf(' ');
        return value.isEmpty() ? 0 : Long.parseLong(end < 0 ? value : value.substring(0, end)) * 1024;
    }
}
