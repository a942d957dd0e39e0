package dev.flotilla.edge.helmsman.poll;

import dev.flotilla.edge.helmsman.mist.ActiveStream;
import dev.flotilla.edge.helmsman.mist.MistStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out of lists of streams which ones there is something to say about: what changed, and each every half minute. */
final class StreamChanges {
    private static final Duration SAY_AGAIN = Duration.ofSeconds(30);
    private static final String OFFLINE = "Offline";

    private Map<MistStream, Said> said = new HashMap<>();

    private record Said(ActiveStream stream, long atNs) {}

    /**
     * What there is to say.
     *
     * @param updates a stream that went comes once more, as offline
     * @param cameOrWent whether the set of streams is another one
     */
    record Changes(List<ActiveStream> updates, boolean cameOrWent) {}

    Changes next(List<ActiveStream> now, long nowNs) {
        List<ActiveStream> updates = new ArrayList<>();
        Map<MistStream, Said> next = new HashMap<>();
        boolean cameOrWent = false;
        for (ActiveStream stream : now) {
            Said before = said.remove(stream.stream());
            cameOrWent |= before == null;
            if (before == null || isOther(before.stream(), stream) || nowNs - before.atNs() >= SAY_AGAIN.toNanos()) {
                updates.add(stream);
                next.put(stream.stream(), new Said(stream, nowNs));
            } else {
                next.put(stream.stream(), before);
            }
        }
        for (Said gone : said.values()) {
            cameOrWent = true;
            updates.add(offline(gone.stream()));
        }
        said = next;
        return new Changes(updates, cameOrWent);
    }

    private static boolean isOther(ActiveStream before, ActiveStream now) {
        return !before.status().equals(now.status())
                || before.inputs() != now.inputs()
                || before.isReplica() != now.isReplica();
    }

    private static ActiveStream offline(ActiveStream last) {
        return new ActiveStream(
                last.stream(),
                OFFLINE,
                0,
                0,
                0,
                0,
                last.bytesUp(),
                last.bytesDown(),
                last.viewerSeconds(),
                last.packetsSent(),
                last.packetsLost(),
                last.packetsRetransmitted(),
                last.firstMs(),
                last.lastMs(),
                last.tags());
    }
}
