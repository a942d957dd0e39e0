package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a maintenance window must fulfil. mroute takes any day and hour, and a window that never comes restarts nothing; so it
 * stays. Only the time zone, which mroute does not know, is checked.
 */
final class MaintenanceRules {
    private MaintenanceRules() {}

    static void check(@Nullable MaintenanceDocument window) {
        if (window == null || window.timeZone().isEmpty()) {
            return;
        }
        try {
            ZoneId.of(window.timeZone());
        } catch (DateTimeException unknown) {
            throw invalid("maintenance_window: unknown time_zone '%s'", window.timeZone());
        }
    }
}
