package dev.flotilla.edge.mroute.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.flotilla.proto.flow.v1.StreamErrors;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The counters of ETSI TR 101 290 beside the continuity errors, of which mroute knows nothing. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record StreamErrorsAnswer(
        long tsSyncLoss,
        long syncByteErrors,
        long patErrors,
        long pmtErrors,
        long pidErrors,
        long transportErrors,
        long crcErrors,
        long pcrRepetitionErrors,
        long pcrDiscontinuityErrors,
        long ptsErrors,
        long catErrors) {
    static StreamErrorsAnswer of(StreamErrors errors) {
        return new StreamErrorsAnswer(
                errors.getTsSyncLoss(),
                errors.getSyncByteErrors(),
                errors.getPatErrors(),
                errors.getPmtErrors(),
                errors.getPidErrors(),
                errors.getTransportErrors(),
                errors.getCrcErrors(),
                errors.getPcrRepetitionErrors(),
                errors.getPcrDiscontinuityErrors(),
                errors.getPtsErrors(),
                errors.getCatErrors());
    }
}
