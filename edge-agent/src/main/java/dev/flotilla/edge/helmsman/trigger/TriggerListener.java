package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;

/** Hears of triggers after they were kept and before they are answered. Must return at once, on any thread. */
public interface TriggerListener {
    /** MistServer told something. A retry is not told again while this process lives. */
    default void told(Trigger.Notice notice) {}

    /** A publisher was let in. The answer says where the stream is pushed and whether it is recorded. */
    default void accepted(MistStream stream, TriggerAnswer answer) {}
}
