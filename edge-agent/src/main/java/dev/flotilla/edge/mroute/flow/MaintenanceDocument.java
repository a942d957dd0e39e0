package dev.flotilla.edge.mroute.flow;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * When a flow may be restarted, as mroute's clients write it.
 *
 * @param dayOfWeek the weekday's English name, in any case
 * @param startHour 0 to 23
 * @param timeZone what mroute does not know: the zone of day and hour, as "Europe/Berlin"; empty means UTC
 */
@RegisterForReflection
public record MaintenanceDocument(
        @JsonInclude(JsonInclude.Include.ALWAYS) String dayOfWeek,
        @JsonInclude(JsonInclude.Include.ALWAYS) int startHour,
        String timeZone) {
    public MaintenanceDocument {
        dayOfWeek = requireNonNullElse(dayOfWeek, "");
        timeZone = requireNonNullElse(timeZone, "");
    }
}
