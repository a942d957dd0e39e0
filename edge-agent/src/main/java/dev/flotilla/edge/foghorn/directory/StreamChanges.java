package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.proto.stream.v1.StreamChange;
import java.util.function.Consumer;

/** Tells what changed in the control center, as long as it can be heard. */
public interface StreamChanges {
    /** Whom to tell of each change, when it has been forgotten here already; on a thread that must not be held up. */
    void onChange(Consumer<StreamChange> listener);
}
