package dev.flotilla.edge.foghorn.balance;

import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a node said last of itself, and what follows from it.
 *
 * @param report as it came
 * @param streams those that are used, by name
 * @param configured base names that the node is configured for; empty when any
 * @param reportedAtNs by this process's clock
 */
public record Load(
        NodeReport report,
        Map<String, StreamLoad> streams,
        Set<String> tags,
        Set<String> configured,
        @Nullable Position position,
        long reportedAtNs) {
    /** Of a node that has not said anything yet. */
    static final Load NONE = new Load(NodeReport.getDefaultInstance(), Map.of(), Set.of(), Set.of(), null, 0);

    /** Where MistServer assumes a gigabit per second when nobody said anything. */
    private static final long DEFAULT_LIMIT = 128L << 20;

    /** Larger figures are lies; and times the largest weight, this still fits a long. */
    private static final long MOST = 1L << 46;

    static Load of(NodeReport report, Load before, long nowNs) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nowNs - before.reportedAtNs + TimeUnit.MILLISECONDS.toNanos(500));
        Map<String, StreamLoad> streams = HashMap.newHashMap(report.getStreamsCount());
        for (NodeStream stream : report.getStreamsList()) {
            if (StreamLoad.isAlive(stream)) {
                streams.put(stream.getName(), StreamLoad.of(stream, before.streams.get(stream.getName()), seconds));
            }
        }
        Position position = report.hasLatitude() && report.hasLongitude()
                ? Position.of(report.getLatitude(), report.getLongitude())
                : null;
        return new Load(
                report,
                streams,
                Set.copyOf(report.getTagsList()),
                Set.copyOf(report.getConfiguredStreamsList()),
                position,
                nowNs);
    }

    /** Thousandths of all processors. */
    public int cpuPermille() {
        return Math.clamp(Integer.toUnsignedLong(report.getCpuPermille()), 0, 1000);
    }

    /** Bytes; shared memory counts as used, and where it is fuller than all, it is what counts. */
    Share memory() {
        Share all = new Share(
                bounded(report.getMemoryUsedBytes()) + bounded(report.getSharedMemoryUsedBytes()),
                bounded(report.getMemoryBytes()));
        Share shared = sharedMemory();
        return shared.part() > all.part() ? shared : all;
    }

    /** How full memory is. */
    public int ramPercent() {
        Share memory = memory();
        return (int) (memory.used() * 100 / memory.total());
    }

    Share sharedMemory() {
        return new Share(bounded(report.getSharedMemoryUsedBytes()), bounded(report.getSharedMemoryBytes()));
    }

    /** Bytes per second that the node may send. */
    public long limit() {
        return report.getBandwidthLimit() == 0 ? DEFAULT_LIMIT : bounded(report.getBandwidthLimit());
    }

    long up() {
        return bounded(report.getUpBytesPerS());
    }

    /** Whether the node has said what it can carry. */
    boolean isMeasured() {
        return report.getMemoryBytes() != 0;
    }

    /** Whether the stream may be there at all, by its name or by the part before "+" or a space. */
    boolean allows(String stream) {
        return configured.isEmpty() || configured.contains(stream) || configured.contains(baseOf(stream));
    }

    private static String baseOf(String stream) {
        for (int i = 0; i < stream.length(); i++) {
            if (stream.charAt(i) == '+' || stream.charAt(i) == ' ') {
                return stream.substring(0, i);
            }
        }
        return stream;
    }

    private static long bounded(long figure) {
        return figure < 0 || figure > MOST ? MOST : figure;
    }

    /** So much of so much. */
    record Share(long used, long total) {
        /** The total of what is missing counts as one. */
        Share {
            total = Math.max(1, total);
        }

        int permille() {
            return (int) Math.min(1000, used * 1000 / total);
        }

        private double part() {
            return (double) used / total;
        }
    }
}
