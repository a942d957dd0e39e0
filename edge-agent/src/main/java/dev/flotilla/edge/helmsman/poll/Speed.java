package dev.flotilla.edge.helmsman.poll;

import dev.flotilla.edge.helmsman.mist.NodeFigures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Bytes per second out of totals. Totals that fall back belong to another start of MistServer, and are a new beginning. */
final class Speed {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private @Nullable NodeFigures before;
    private long beforeNs;
    private long upBytesPerS;
    private long downBytesPerS;

    /** Takes the newest totals, and answers whether MistServer was started anew since the ones before. */
    boolean take(NodeFigures now, long nowNs) {
        NodeFigures earlier = before;
        boolean isRestart =
                earlier != null && (now.bytesUp() < earlier.bytesUp() || now.bytesDown() < earlier.bytesDown());
        if (earlier == null || isRestart) {
            forget();
        } else if (nowNs - beforeNs < SHORTEST.toNanos()) {
            return false;
        } else {
            double seconds = (nowNs - beforeNs) / 1e9;
            upBytesPerS = Math.round((now.bytesUp() - earlier.bytesUp()) / seconds);
            downBytesPerS = Math.round((now.bytesDown() - earlier.bytesDown()) / seconds);
        }
        before = now;
        beforeNs = nowNs;
        return isRestart;
    }

    void forget() {
        before = null;
        upBytesPerS = 0;
        downBytesPerS = 0;
    }

    long upBytesPerS() {
        return upBytesPerS;
    }

    long downBytesPerS() {
        return downBytesPerS;
    }
}
