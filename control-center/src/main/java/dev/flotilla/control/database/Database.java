package dev.flotilla.control.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A PostgreSQL database and the account that owns it. The URL is JDBC's: {@code jdbc:postgresql://host:port/name}. */
public record Database(String url, String owner, String password) {
    public Database {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new CannotStart("flotilla.database.url must start with 'jdbc:postgresql:': '" + url + "'");
        }
    }

    /** A new connection of the owner. */
    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.put("user", owner);
        properties.put("password", password);
        properties.put("connectTimeout", "10");
        properties.put("ApplicationName", "flotilla launcher");
        return DriverManager.getConnection(url, properties);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return owner + "@" + url;
    }
}
