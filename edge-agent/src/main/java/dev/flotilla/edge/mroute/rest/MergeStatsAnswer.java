package dev.flotilla.edge.mroute.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.flotilla.proto.flow.v1.MergePathReport;
import dev.flotilla.proto.flow.v1.MergeReport;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a merge made of its two paths, under mroute's names.
 *
 * @param sourceAGapFills packets of the first source that were handed on because the other one did not bring them in time
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record MergeStatsAnswer(
        long sourceAPackets,
        long sourceAGapFills,
        long sourceBPackets,
        long sourceBGapFills,
        long outputPackets,
        long missingPackets) {
    static MergeStatsAnswer of(MergeReport merge) {
        MergePathReport a = path(merge, 0);
        MergePathReport b = path(merge, 1);
        return new MergeStatsAnswer(
                a.getPackets(),
                a.getGapFills(),
                b.getPackets(),
                b.getGapFills(),
                merge.getPackets(),
                merge.getLostOnAll());
    }

    private static MergePathReport path(MergeReport merge, int i) {
        return i < merge.getPathsCount() ? merge.getPaths(i) : MergePathReport.getDefaultInstance();
    }
}
