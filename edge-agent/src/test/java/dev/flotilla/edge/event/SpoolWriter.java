package dev.flotilla.edge.event;

import java.io.PrintStream;
import java.nio.file.Path;

/** A process that spools events as fast as it can and says which ones it has been promised, until somebody kills it. */
public final class SpoolWriter {
    private SpoolWriter() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream promised = System.out;
        try (Spool spool = Spool.open(Path.of(arguments[0]), new SpoolLimits(Long.parseLong(arguments[1]), 1 << 26))) {
            while (true) {
                var event = TestEvents.info("written by a process that will be killed");
                spool.accept(event);
                promised.println(event.getId());
            }
        }
    }
}
