package dev.flotilla.edge.mroute.store;

import dev.flotilla.id.FlowId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The table of events: the newest 1000 of each flow that there is. What is older, or belongs to a flow that is gone, stays
 * until the uplink's spool holds it.
 */
final class EventRows {
    private static final int KEPT_PER_FLOW = 1_000;

    private EventRows() {}

    /** An event that is there already stays as it is. */
    static void add(Connection sql, List<Event> events) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement("""
                INSERT OR IGNORE INTO events (id, flow_id, type, severity, message, occurred_at_ms, spooled)
                VALUES (?, ?, ?, ?, ?, ?, 0)
                """)) {
            for (Event event : events) {
                statement.setString(1, event.getId());
                statement.setString(2, event.getFlowId());
                statement.setString(3, event.getType());
                statement.setInt(4, event.getSeverityValue());
                statement.setString(5, event.getMessage());
                statement.setLong(6, event.getOccurredAtMs());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static List<Event> newest(Connection sql, int limit) throws SQLException {
        try (PreparedStatement statement =
                sql.prepareStatement("SELECT * FROM events ORDER BY occurred_at_ms DESC, id DESC LIMIT ?")) {
            statement.setInt(1, limit);
            return read(statement);
        }
    }

    static List<Event> newestOf(Connection sql, FlowId flow, int limit) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement(
                "SELECT * FROM events WHERE flow_id = ? ORDER BY occurred_at_ms DESC, id DESC LIMIT ?")) {
            statement.setString(1, flow.value());
            statement.setInt(2, limit);
            return read(statement);
        }
    }

    static List<Event> unspooled(Connection sql, int limit) throws SQLException {
        try (PreparedStatement statement =
                sql.prepareStatement("SELECT * FROM events WHERE spooled = 0 ORDER BY occurred_at_ms, id LIMIT ?")) {
            statement.setInt(1, limit);
            return read(statement);
        }
    }

    static void markSpooled(Connection sql, List<Event> events) throws SQLException {
        try (PreparedStatement mark = sql.prepareStatement("UPDATE events SET spooled = 1 WHERE id = ?");
                PreparedStatement prune = sql.prepareStatement("""
                        DELETE FROM events WHERE flow_id = ?1 AND spooled = 1 AND id NOT IN
                        (SELECT id FROM events WHERE flow_id = ?1 ORDER BY occurred_at_ms DESC, id DESC LIMIT ?2)
                        """);
                Statement ofGoneFlows = sql.createStatement()) {
            for (Event event : events) {
                mark.setString(1, event.getId());
                mark.addBatch();
            }
            mark.executeBatch();
            for (String flow : events.stream().map(Event::getFlowId).distinct().toList()) {
                prune.setString(1, flow);
                prune.setInt(2, KEPT_PER_FLOW);
                prune.executeUpdate();
            }
            ofGoneFlows.executeUpdate(
                    "DELETE FROM events WHERE spooled = 1 AND flow_id <> '' AND flow_id NOT IN (SELECT id FROM flows)");
        }
    }

    /** What the uplink does not hold yet stays until it does. */
    static void deleteOf(Connection sql, FlowId flow) throws SQLException {
        try (PreparedStatement statement =
                sql.prepareStatement("DELETE FROM events WHERE flow_id = ? AND spooled = 1")) {
            statement.setString(1, flow.value());
            statement.executeUpdate();
        }
    }

    private static List<Event> read(PreparedStatement statement) throws SQLException {
        List<Event> events = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Severity severity = Severity.forNumber(rows.getInt("severity"));
                events.add(Event.newBuilder()
                        .setId(rows.getString("id"))
                        .setFlowId(rows.getString("flow_id"))
                        .setType(rows.getString("type"))
                        .setSeverity(Objects.requireNonNullElse(severity, Severity.SEVERITY_UNSPECIFIED))
                        .setMessage(rows.getString("message"))
                        .setOccurredAtMs(rows.getLong("occurred_at_ms"))
                        .build());
            }
        }
        return events;
    }
}
