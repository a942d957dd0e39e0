package dev.flotilla.edge.mroute.store;

import java.util.List;

/** How the file is laid out. A step that was released is never changed; a change is a new step. */
final class Schema {
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    """
            CREATE TABLE flows (
                id TEXT PRIMARY KEY,
                -- 'local': data is mroute's document; 'center': data is a sealed specification
                origin TEXT NOT NULL CHECK (origin IN ('local', 'center')),
                name TEXT NOT NULL,
                wanted INTEGER NOT NULL,
                data BLOB NOT NULL,
                created_at_ms INTEGER NOT NULL,
                updated_at_ms INTEGER NOT NULL,
                started_at_ms INTEGER,
                stopped_at_ms INTEGER
            ) STRICT
            """,
                    """
            CREATE TABLE events (
                id TEXT PRIMARY KEY,
                flow_id TEXT NOT NULL,
                type TEXT NOT NULL,
                severity INTEGER NOT NULL,
                message TEXT NOT NULL,
                occurred_at_ms INTEGER NOT NULL,
                -- whether the uplink's spool holds it too
                spooled INTEGER NOT NULL
            ) STRICT
            """,
                    "CREATE INDEX events_of_flow ON events (flow_id, occurred_at_ms DESC, id DESC)",
                    "CREATE INDEX events_by_time ON events (occurred_at_ms DESC, id DESC)",
                    "CREATE INDEX events_to_spool ON events (occurred_at_ms, id) WHERE spooled = 0",
                    """
            CREATE TABLE desired (
                only INTEGER PRIMARY KEY CHECK (only = 1),
                generation INTEGER NOT NULL,
                sealed BLOB NOT NULL
            ) STRICT
            """,
                    "CREATE TABLE key_check (only INTEGER PRIMARY KEY CHECK (only = 1), sealed BLOB NOT NULL) STRICT"),
            // Empty for a state of the time before: it counts as somebody else's, and the control center sends its own
            // again.
            List.of("ALTER TABLE desired ADD COLUMN owner TEXT NOT NULL DEFAULT ''"));

    static final int VERSION = STEPS.size();

    private Schema() {}

    static List<String> stepsAfter(int version) {
        return STEPS.subList(version, STEPS.size()).stream()
                .flatMap(List::stream)
                .toList();
    }
}
