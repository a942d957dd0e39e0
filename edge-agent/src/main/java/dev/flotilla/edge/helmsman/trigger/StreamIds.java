package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Which stream of the control center a stream on this node is, as far as Foghorns have said so. Bounded. For any thread. */
public final class StreamIds {
    private static final int MOST = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, String> ids = new LinkedHashMap<>();

    void learn(TriggerAnswer answer) {
        if (answer.getStreamId().isEmpty() || answer.getStream().isEmpty()) {
            return;
        }
        lock.lock();
        try {
            ids.putLast(new MistStream(answer.getStream()).fleetName(), answer.getStreamId());
            if (ids.size() > MOST) {
                ids.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Empty when nobody has said. */
    public String of(MistStream stream) {
        lock.lock();
        try {
            return ids.getOrDefault(stream.fleetName(), "");
        } finally {
            lock.unlock();
        }
    }
}
