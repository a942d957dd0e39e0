package dev.flotilla.edge.mroute.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.flotilla.proto.event.v1.Event;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** Something that happened, as clients see it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record EventAnswer(String id, String flowId, String type, String message, String severity, String timestamp) {
    static EventAnswer of(Event event) {
        return new EventAnswer(
                event.getId(),
                event.getFlowId(),
                event.getType(),
                event.getMessage(),
                switch (event.getSeverity()) {
                    case SEVERITY_INFO, SEVERITY_UNSPECIFIED, UNRECOGNIZED -> "info";
                    case SEVERITY_WARNING -> "warning";
                    case SEVERITY_ERROR -> "error";
                },
                Timestamps.of(Instant.ofEpochMilli(event.getOccurredAtMs())));
    }
}
