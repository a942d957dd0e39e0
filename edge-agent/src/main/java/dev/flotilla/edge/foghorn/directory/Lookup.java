package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.proto.stream.v1.StreamRecord;

/** What is known of a stream. */
public sealed interface Lookup {
    /** Push targets and webhook secrets are missing from a record that was read from disk. */
    record Found(StreamRecord stream) implements Lookup {}

    /** The control center knows of no such stream. */
    record Unknown() implements Lookup {}

    /** The control center did not answer, and what it said before does not count any more. */
    record Unavailable(String why) implements Lookup {}
}
