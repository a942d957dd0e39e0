package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.trigger.Trigger;
import dev.flotilla.edge.helmsman.trigger.TriggerListener;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import jakarta.enterprise.inject.Instance;

/** Tells every part of the agent that listens, also one that came to be later than this unit. */
record EveryListener(Instance<TriggerListener> all) implements TriggerListener {
    @Override
    public void told(Trigger.Notice notice) {
        all.forEach(listener -> listener.told(notice));
    }

    @Override
    public void accepted(MistStream stream, TriggerAnswer answer) {
        all.forEach(listener -> listener.accepted(stream, answer));
    }
}
