package dev.flotilla.edge.mroute.original;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** The SQLite file in which the public mroute keeps its flows. It is only ever read. */
public final class OriginalDatabase {
    /**
     * A flow as it stands there.
     *
     * @param document the whole flow in mroute's JSON, secrets in clear
     * @param isRunning whether it ran when mroute last wrote it
     */
    public record StoredFlow(String id, String name, String document, boolean isRunning) {
        @Override
        public String toString() {
            return "StoredFlow[" + id + "]";
        }
    }

    private OriginalDatabase() {}

    /**
     * All flows, the oldest first.
     *
     * @throws SQLException when the file is missing or no such database
     */
    public static List<StoredFlow> flows(Path file) throws SQLException {
        if (!Files.isRegularFile(file)) {
            throw new SQLException("there is no file " + file);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (var connection = config.createConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select id, name, status, data from flows order by created_at, rowid")) {
            var flows = new ArrayList<StoredFlow>();
            while (rows.next()) {
                String status = rows.getString("status");
                boolean isRunning = "ACTIVE".equals(status) || "STARTING".equals(status);
                flows.add(new StoredFlow(
                        rows.getString("id"), rows.getString("name"), rows.getString("data"), isRunning));
            }
            return flows;
        }
    }
}
