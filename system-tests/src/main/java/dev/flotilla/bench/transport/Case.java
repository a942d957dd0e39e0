package dev.flotilla.bench.transport;

import java.io.IOException;
import java.util.List;

/** Something that is measured, with its goals. */
interface Case {
    /** What {@code --only} calls it. */
    String name();

    /** What it is, as words. */
    String title();

    /** Measures, and answers a row per goal. */
    List<Finding> run(Lab lab) throws IOException;
}
