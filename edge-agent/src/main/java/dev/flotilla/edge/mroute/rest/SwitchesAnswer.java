package dev.flotilla.edge.mroute.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.flotilla.proto.flow.v1.SwitchReport;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Why a flow has switched between its sources how often, and how large the hole at the latest switch was. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record SwitchesAnswer(
        long silence,
        long disconnection,
        long syncLoss,
        long missingPid,
        long returned,
        long byHand,
        double lastGapMs) {
    static SwitchesAnswer of(SwitchReport report) {
        return new SwitchesAnswer(
                report.getSilence(),
                report.getDisconnection(),
                report.getSyncLoss(),
                report.getMissingPid(),
                report.getReturned(),
                report.getByHand(),
                report.getLastGapMs());
    }
}
