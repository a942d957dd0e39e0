package dev.flotilla.edge.event;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A spool together with the connection below it, so that a test can break its disk. */
public record TestSpool(Connection disk, Spool spool) {
    public static TestSpool open(Path file) throws SQLException {
        Connection disk = SpoolFile.open(file);
        return new TestSpool(disk, new Spool(disk, new SpoolLimits(100_000, 1 << 26), _ -> false));
    }
}
