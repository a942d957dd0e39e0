package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.mist.ActiveStream;
import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistFailure;
import dev.flotilla.edge.helmsman.mist.MistPush;
import dev.flotilla.edge.helmsman.mist.MistStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a MistServer writes and has at one moment. */
record MistLook(List<MistPush> pushes, Map<MistStream, ActiveStream> streams, long nowMs, long nowNs) {
    static MistLook at(MistApi mist, long nowMs, long nowNs) throws MistFailure {
        Map<MistStream, ActiveStream> streams = new HashMap<>();
        mist.activeStreams().forEach(stream -> streams.put(stream.stream(), stream));
        return new MistLook(mist.pushes(), streams, nowMs, nowNs);
    }

    Optional<MistPush> push(MistStream stream, String target) {
        return pushes.stream()
                .filter(push -> push.target().equals(target) && push.stream().equals(stream))
                .findFirst();
    }

    boolean isOn(MistStream stream) {
        return streams.containsKey(stream);
    }
}
