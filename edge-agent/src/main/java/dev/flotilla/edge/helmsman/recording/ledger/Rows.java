package dev.flotilla.edge.helmsman.recording.ledger;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import dev.flotilla.proto.event.v1.Artifact.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Entries and pieces as rows, and back. */
final class Rows {
    private Rows() {}

    static List<Entry> entries(Connection sql) throws SQLException {
        try (PreparedStatement query = sql.prepareStatement("SELECT * FROM artifact ORDER BY hash");
                ResultSet rows = query.executeQuery()) {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return entries;
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                new ArtifactHash(row.getString("hash")),
                Kind.forNumber(row.getInt("kind")),
                new MistStream(row.getString("stream")),
                row.getString("stream_id"),
                new Entry.Order(
                        row.getString("title"),
                        row.getString("format"),
                        row.getLong("start_ms"),
                        row.getLong("stop_ms"),
                        row.getInt("window_s"),
                        row.getInt("segment_s")),
                row.getLong("created_ms"),
                Status.forNumber(row.getInt("status")),
                row.getString("error"),
                row.getBoolean("is_wanted"),
                row.getInt("runs"),
                row.getLong("ended_ms"),
                row.getString("object_key"));
    }

    static void put(Connection sql, Entry entry) throws SQLException {
        try (PreparedStatement put = sql.prepareStatement("""
            INSERT INTO artifact (kind, stream, stream_id, title, format, start_ms, stop_ms, window_s, segment_s,
              created_ms, status, error, is_wanted, runs, ended_ms, object_key, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (hash) DO UPDATE SET stream_id = excluded.stream_id, status = excluded.status,
              error = excluded.error, is_wanted = excluded.is_wanted, runs = excluded.runs,
              ended_ms = excluded.ended_ms, object_key = excluded.object_key\
            """)) {
            put.setInt(1, entry.kind().getNumber());
            put.setString(2, entry.stream().name());
            put.setString(3, entry.streamId());
            put.setString(4, entry.order().title());
            put.setString(5, entry.order().format());
            put.setLong(6, entry.order().startMs());
            put.setLong(7, entry.order().stopMs());
            put.setInt(8, entry.order().windowS());
            put.setInt(9, entry.order().segmentS());
            put.setLong(10, entry.createdAtMs());
            put.setInt(11, entry.status().getNumber());
            put.setString(12, entry.error());
            put.setBoolean(13, entry.isWanted());
            put.setInt(14, entry.runs());
            put.setLong(15, entry.endedAtMs());
            put.setString(16, entry.objectKey());
            put.setString(17, entry.hash().value());
            put.executeUpdate();
        }
    }

    static List<Piece> pieces(Connection sql, String hash) throws SQLException {
        try (PreparedStatement query = sql.prepareStatement("SELECT * FROM piece WHERE hash = ? ORDER BY number")) {
            query.setString(1, hash);
            try (ResultSet rows = query.executeQuery()) {
                List<Piece> pieces = new ArrayList<>();
                while (rows.next()) {
                    pieces.add(new Piece(
                            rows.getInt("number"),
                            rows.getInt("run"),
                            rows.getString("file"),
                            rows.getLong("bytes"),
                            rows.getLong("duration_ms"),
                            rows.getLong("began_ms"),
                            rows.getBoolean("is_local"),
                            rows.getBoolean("is_stored")));
                }
                return pieces;
            }
        }
    }

    static void put(Connection sql, String hash, Piece piece) throws SQLException {
        try (PreparedStatement put = sql.prepareStatement("""
            INSERT INTO piece (hash, number, run, file, bytes, duration_ms, began_ms, is_local, is_stored)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)) {
            put.setString(1, hash);
            put.setInt(2, piece.number());
            put.setInt(3, piece.run());
            put.setString(4, piece.file());
            put.setLong(5, piece.bytes());
            put.setLong(6, piece.durationMs());
            put.setLong(7, piece.beganAtMs());
            put.setBoolean(8, piece.isLocal());
            put.setBoolean(9, piece.isStored());
            put.executeUpdate();
        }
    }

    static Totals totals(Connection sql, String hash) throws SQLException {
        try (PreparedStatement query = sql.prepareStatement("""
            SELECT count(*), sum(is_stored), sum(is_local), sum(bytes), sum(bytes * is_local), sum(duration_ms),
              min(began_ms), max(began_ms + duration_ms), max(number) + 1
            FROM piece WHERE hash = ?\
            """)) {
            query.setString(1, hash);
            try (ResultSet row = query.executeQuery()) {
                return new Totals(
                        row.getInt(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getInt(9));
            }
        }
    }

    static Ledger.Told told(Connection sql, String hash) throws SQLException {
        try (PreparedStatement query = sql.prepareStatement("SELECT told, told_as FROM artifact WHERE hash = ?")) {
            query.setString(1, hash);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new Ledger.Told(row.getInt(1), row.getString(2)) : Ledger.Told.NOTHING;
            }
        }
    }

    static void put(Connection sql, String hash, Ledger.Told told) throws SQLException {
        try (PreparedStatement update =
                sql.prepareStatement("UPDATE artifact SET told = ?, told_as = ? WHERE hash = ?")) {
            update.setInt(1, told.count());
            update.setString(2, told.as());
            update.setString(3, hash);
            update.executeUpdate();
        }
    }
}
