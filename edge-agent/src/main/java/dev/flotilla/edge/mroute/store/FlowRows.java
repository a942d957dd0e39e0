package dev.flotilla.edge.mroute.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.edge.mroute.flow.FlowDocument;
import dev.flotilla.edge.mroute.flow.FlowJson;
import dev.flotilla.edge.mroute.flow.FlowRefusal;
import dev.flotilla.edge.mroute.flow.LocalFlow;
import dev.flotilla.edge.mroute.flow.ManagedFlow;
import dev.flotilla.edge.mroute.flow.Times;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The table of flows. */
final class FlowRows {
    private static final Logger LOG = Logger.getLogger(FlowRows.class);
    private static final String LOCAL = "local";
    private static final String CENTER = "center";

    private final SecretBox secrets;

    FlowRows(SecretBox secrets) {
        this.secrets = secrets;
    }

    /** A flow that cannot be read stays stored and is left out, so that it costs the others nothing. */
    List<Flow> all(Connection sql) throws SQLException {
        List<Flow> flows = new ArrayList<>();
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery("SELECT * FROM flows ORDER BY created_at_ms, id")) {
            while (rows.next()) {
                try {
                    flows.add(read(rows));
                } catch (StoreFailure | FlowRefusal | JsonProcessingException | InvalidProtocolBufferException bad) {
                    LOG.errorf("flow %s cannot be read and is left out: %s", rows.getString("id"), bad.getMessage());
                }
            }
        }
        return flows;
    }

    void put(Connection sql, Flow flow) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement("""
                INSERT OR REPLACE INTO flows
                (id, origin, name, wanted, data, created_at_ms, updated_at_ms, started_at_ms, stopped_at_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            statement.setString(1, flow.id().value());
            statement.setString(2, flow instanceof LocalFlow ? LOCAL : CENTER);
            statement.setString(3, flow.name());
            statement.setBoolean(4, flow.isWanted());
            statement.setBytes(5, data(flow));
            statement.setLong(6, flow.times().createdAt().toEpochMilli());
            statement.setLong(7, flow.times().updatedAt().toEpochMilli());
            setTime(statement, 8, flow.times().startedAt());
            setTime(statement, 9, flow.times().stoppedAt());
            statement.executeUpdate();
        }
    }

    void delete(Connection sql, FlowId id) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement("DELETE FROM flows WHERE id = ?")) {
            statement.setString(1, id.value());
            statement.executeUpdate();
        }
    }

    private byte[] data(Flow flow) {
        String purpose = flow.id().value();
        return switch (flow) {
            case LocalFlow local ->
                FlowJson.write(local.document().mapSecrets(secret -> secrets.sealText(purpose, secret)))
                        .getBytes(StandardCharsets.UTF_8);
            case ManagedFlow managed -> secrets.seal(purpose, managed.spec().toByteArray());
        };
    }

    private Flow read(ResultSet row) throws SQLException, JsonProcessingException, InvalidProtocolBufferException {
        String id = row.getString("id");
        byte[] data = row.getBytes("data");
        Times times = new Times(
                Instant.ofEpochMilli(row.getLong("created_at_ms")),
                Instant.ofEpochMilli(row.getLong("updated_at_ms")),
                time(row, "started_at_ms"),
                time(row, "stopped_at_ms"));
        if (row.getString("origin").equals(CENTER)) {
            return ManagedFlow.of(FlowSpec.parseFrom(secrets.unseal(id, data)), times);
        }
        FlowDocument document = FlowJson.read(new String(data, StandardCharsets.UTF_8), FlowDocument.class)
                .mapSecrets(secret -> secrets.unsealText(id, secret));
        return new LocalFlow(new FlowId(id), document, row.getBoolean("wanted"), times);
    }

    private static void setTime(PreparedStatement statement, int index, @Nullable Instant time) throws SQLException {
        if (time == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setLong(index, time.toEpochMilli());
        }
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long ms = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(ms);
    }
}
