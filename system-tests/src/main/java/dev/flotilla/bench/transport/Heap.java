package dev.flotilla.bench.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The heap of another virtual machine with the Serial collector: what it has allocated since a mark. */
final class Heap {
    private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured) +total \\d+K, used (\\d+)K");
    private static final Pattern COLLECTED = Pattern.compile("(?:DefNew|Tenured): (\\d+)K\\(\\d+K\\)->(\\d+)K");
    private static final Pattern COLLECTION = Pattern.compile("gc,start");

    private final long process;
    private final Path log;
    private long usedBefore;
    private long freedBefore;
    private long collectionsBefore;

    /** @param log where that machine writes {@code -Xlog:gc*} */
    Heap(long process, Path log) {
        this.process = process;
        this.log = log;
    }

    void mark() throws IOException {
        usedBefore = used();
        freedBefore = freed();
        collectionsBefore = count();
    }

    /** Bytes that are used now and were not, and those that have been freed since. */
    long allocatedBytes() throws IOException {
        return (used() - usedBefore + freed() - freedBefore) * 1_024;
    }

    long collections() throws IOException {
        return count() - collectionsBefore;
    }

    private long used() throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process),
                        "GC.heap_info")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        long used = USED.matcher(text)
                .results()
                .mapToLong(found -> kilobytes(found, 1))
                .sum();
        if (used == 0) {
            throw new IOException("jcmd does not tell the heap of process " + process + ": " + text);
        }
        return used;
    }

    private long freed() throws IOException {
        return COLLECTED
                .matcher(Files.readString(log))
                .results()
                .mapToLong(found -> kilobytes(found, 1) - kilobytes(found, 2))
                .sum();
    }

    private long count() throws IOException {
        return COLLECTION.matcher(Files.readString(log)).results().count();
    }

    private static long kilobytes(MatchResult found, int group) {
        return Long.parseLong(found.group(group));
    }
}
