package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.poll.MistWatch;
import dev.flotilla.edge.helmsman.trigger.Trigger;
import dev.flotilla.edge.helmsman.trigger.TriggerListener;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import org.jspecify.annotations.Nullable;

/** Has MistServer looked at when a trigger says that a stream comes or goes, instead of at the next poll. */
final class Nudge implements TriggerListener {
    private volatile @Nullable MistWatch watch;

    void wakes(MistWatch sleeper) {
        watch = sleeper;
    }

    @Override
    public void told(Trigger.Notice notice) {
        switch (notice) {
            case Trigger.StreamBuffer _, Trigger.StreamEnd _, Trigger.PushInputClose _, Trigger.LiveTrackList _ ->
                wake();
            default -> {}
        }
    }

    @Override
    public void accepted(MistStream stream, TriggerAnswer answer) {
        wake();
    }

    private void wake() {
        MistWatch present = watch;
        if (present != null) {
            present.nudge();
        }
    }
}
