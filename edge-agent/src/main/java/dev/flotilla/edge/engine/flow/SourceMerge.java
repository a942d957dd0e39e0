package dev.flotilla.edge.engine.flow;

import dev.flotilla.edge.engine.merge.ContentMerger;
import dev.flotilla.edge.engine.merge.MergedStream;
import dev.flotilla.edge.engine.merge.Merger;
import dev.flotilla.edge.engine.merge.PathCounters;
import dev.flotilla.edge.engine.merge.PathMerger;
import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.MergeMatch;
import dev.flotilla.proto.flow.v1.MergePathReport;
import dev.flotilla.proto.flow.v1.MergeReport;
import java.nio.ByteBuffer;

/**
 * Makes one stream of two sources that carry the same packets, and tells what came of it: by sequence numbers (RTP, RIST), or by
 * content.
 */
final class SourceMerge implements MergedStream, AutoCloseable {
    private static final long MS = 1_000_000;
    private static final int DEFAULT_WINDOW_MS = 200;
    private static final long LEAST_REORDER_NS = 100 * MS;
    private static final String MISMATCH = "carries other packets than what is merged: it protects nothing";
    private static final long MISMATCH_NS = 2_000_000_000;

    private final SourceSlot[] slots;
    private final Intake intake;
    private final long windowNs;
    private final boolean isByContent;
    private final PathMerger merger;
    private final FlowEvents events;
    private final long[] matchedNs;
    private final boolean[] isMismatchTold;
    private boolean hasRestarted;

    SourceMerge(Merge spec, SourceSlot[] slots, PacketSink sink, FlowEvents events, long nowNs) {
        this.slots = slots.clone();
        this.events = events;
        int windowMs = spec.hasWindowMs() ? spec.getWindowMs() : DEFAULT_WINDOW_MS;
        windowNs = windowMs * MS;
        intake = new Intake(sink, Merger.PACKET_BYTES);
        isByContent = spec.getMatch() == MergeMatch.MERGE_MATCH_CONTENT;
        merger = isByContent ? byContent() : bySequence();
        matchedNs = new long[slots.length];
        isMismatchTold = new boolean[slots.length];
        String names = "";
        for (int i = 0; i < slots.length; i++) {
            matchedNs[i] = nowNs;
            names += (i == 0 ? "" : " + ") + slots[i].name() + " (" + slots[i].transport() + ")";
        }
        String message = "MERGE mode: " + names + " -> merged (recovery=" + windowMs + "ms)";
        events.record("merge_started", Severity.SEVERITY_INFO, message);
    }

    private PathMerger bySequence() {
        var made = new Merger(slots.length, windowNs, reorderNs(), this);
        for (int i = 0; i < slots.length; i++) {
            slots[i].source().mergeInto(made.entry(i));
            slots[i].feed((_, _, _, _) -> {}, new int[0]);
        }
        return made;
    }

    private PathMerger byContent() {
        var made = new ContentMerger(windowNs, this);
        for (int i = 0; i < slots.length; i++) {
            int path = i;
            slots[i].feed((bytes, offset, length, atNs) -> made.accept(path, bytes, offset, length, atNs), new int[0]);
        }
        return made;
    }

    /** Of two paths one can wait longer for what is out of order than of one: only what is lost on both costs that time. */
    private long reorderNs() {
        long longest = Math.min(windowNs / 2, LEAST_REORDER_NS);
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
        if (merger instanceof Merger bySequence) {
            bySequence.settle(reorderNs());
        }
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
            if (!isByContent) {
                slot.source().mergeInto(null);
            }
            slot.feed((_, _, _, _) -> {}, new int[0]);
        }
        merger.close();
    }
}
