package dev.flotilla.edge.engine.flow;

import dev.flotilla.edge.engine.merge.MergePath;
import dev.flotilla.edge.engine.merge.MergedStream;
import dev.flotilla.edge.engine.merge.Merger;
import dev.flotilla.edge.engine.merge.PathCounters;
import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.MergePathReport;
import dev.flotilla.proto.flow.v1.MergeReport;
import java.nio.ByteBuffer;

/** Makes one stream of two RTP sources that carry the same packets, and tells what came of it. */
final class SourceMerge implements MergedStream, AutoCloseable {
    private static final long MS = 1_000_000;
    private static final int DEFAULT_WINDOW_MS = 200;
    private static final String MISMATCH = "carries other packets than what is merged: it protects nothing";
    private static final long MISMATCH_NS = 2_000_000_000;

    private final SourceSlot[] slots;
    private final Intake intake;
    private final Merger merger;
    private final FlowEvents events;
    private final long[] matchedNs;
    private final boolean[] isMismatchTold;
    private boolean hasRestarted;

    SourceMerge(Merge spec, SourceSlot[] slots, PacketSink sink, FlowEvents events, long nowNs) {
        this.slots = slots.clone();
        this.events = events;
        int windowMs = spec.hasWindowMs() ? spec.getWindowMs() : DEFAULT_WINDOW_MS;
        intake = new Intake(sink, Merger.PACKET_BYTES);
        merger = new Merger(slots.length, windowMs * MS, reorderNs(), this);
        matchedNs = new long[slots.length];
        isMismatchTold = new boolean[slots.length];
        String names = "";
        for (int i = 0; i < slots.length; i++) {
            int path = i;
            MergePath entry = (header, bytes, atNs) -> merger.accept(path, header, bytes, atNs);
            slots[i].source().mergeInto(entry);
            slots[i].feed((_, _, _, _) -> {}, new int[0]);
            matchedNs[i] = nowNs;
            names += (i == 0 ? "" : " + ") + slots[i].name() + " (" + slots[i].transport() + ")";
        }
        String message = "MERGE mode: " + names + " -> merged (recovery=" + windowMs + "ms)";
        events.record("merge_started", Severity.SEVERITY_INFO, message);
    }

    private long reorderNs() {
        long longest = 0;
        for (SourceSlot slot : slots) {
            longest = Math.max(longest, slot.source().reorderNs());
        }
        return longest;
    }

    @Override
    public void accept(ByteBuffer bytes, int offset, int length, long nowNs) {
        intake.accept(bytes, offset, length, nowNs);
    }

    @Override
    public void restarted() {
        hasRestarted = true;
        intake.restart();
    }

    /** Releases what is due. Before each turn's packets. */
    void advance(long nowNs) {
        merger.advance(nowNs);
    }

    long dueNs() {
        return merger.dueNs();
    }

    void tend(long nowNs) {
        merger.settle(reorderNs());
        if (hasRestarted) {
            hasRestarted = false;
            events.record("merge_restarted", Severity.SEVERITY_INFO, "The merged stream began with a new numbering");
        }
        for (int i = 0; i < slots.length; i++) {
            if (merger.isMatched(i)) {
                matchedNs[i] = nowNs;
                isMismatchTold[i] = false;
            } else if (!isMismatchTold[i] && nowNs - matchedNs[i] > MISMATCH_NS) {
                isMismatchTold[i] = true;
                String message = "Source " + slots[i].name() + " " + MISMATCH;
                events.record("merge_mismatch", Severity.SEVERITY_WARNING, message);
            }
        }
    }

    /** Why that source does not protect the stream, as a sentence; empty when it does. */
    String fault(int path) {
        SourceSlot slot = slots[path];
        if (!slot.isConnected()) {
            return slot.detail().isEmpty() ? "nothing comes" : slot.detail();
        }
        return isMismatchTold[path] ? MISMATCH : "";
    }

    MergeReport report() {
        var report = MergeReport.newBuilder()
                .setPackets(merger.counters().released())
                .setLostOnAll(merger.counters().missing());
        for (int i = 0; i < slots.length; i++) {
            PathCounters path = merger.path(i);
            report.addPaths(MergePathReport.newBuilder()
                    .setSource(slots[i].name())
                    .setPackets(path.received())
                    .setLost(path.lost())
                    .setLate(path.late())
                    .setFirst(path.first())
                    .setSkewMs(path.skewMs())
                    .setRestarts(path.restarts())
                    .setGapFills(path.gapFills())
                    .setDuplicates(path.duplicates())
                    .setRepeated(path.repeated())
                    .setLongestSkewMs(path.longestSkewMs())
                    .setLongestLatenessMs(path.longestLatenessMs()));
        }
        return report.build();
    }

    /** The sources are on their own again. */
    @Override
    public void close() {
        for (SourceSlot slot : slots) {
            slot.source().mergeInto(null);
        }
        merger.close();
    }
}
