package dev.flotilla.edge.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes the spool's file refuse what a full disk would, on the spool's own connection. */
public final class BrokenDisk {
    private static final List<String> WRITES = List.of("INSERT ON event", "DELETE ON event", "UPDATE ON counter");

    private final Connection connection;

    public BrokenDisk(Connection connection) {
        this.connection = connection;
    }

    public void refuseWrites() throws SQLException {
        for (int i = 0; i < WRITES.size(); i++) {
            execute("CREATE TEMP TRIGGER full%d BEFORE %s BEGIN SELECT RAISE(ABORT, 'made to fail by the test'); END"
                    .formatted(i, WRITES.get(i)));
        }
    }

    public void mend() throws SQLException {
        for (int i = 0; i < WRITES.size(); i++) {
            execute("DROP TRIGGER full" + i);
        }
    }

    /** Leaves of that event bytes that are no event. */
    public static void spoil(Connection connection, long sequence) throws SQLException {
        try (var update = connection.prepareStatement("UPDATE event SET content = ? WHERE sequence = ?")) {
            update.setBytes(1, new byte[] {(byte) 0xff, (byte) 0xff, 1});
            update.setLong(2, sequence);
            update.executeUpdate();
        }
        connection.commit();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }
}
