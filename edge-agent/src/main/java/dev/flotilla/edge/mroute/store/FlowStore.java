package dev.flotilla.edge.mroute.store;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.uplink.v1.DesiredState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The flows, events and desired state of this node, in {@code mroute.db}. Every call blocks on the disk. */
public final class FlowStore implements AutoCloseable {
    private static final String DESIRED = "desired state";
    private static final String KEY_CHECK = "key check";

    private final Database database;
    private final SecretBox secrets;
    private final FlowRows flows;

    private FlowStore(Database database, SecretBox secrets) {
        this.database = database;
        this.secrets = secrets;
        this.flows = new FlowRows(secrets);
    }

    /**
     * The store in that folder, made if there is none.
     *
     * @throws StoreFailure when a file cannot be opened, or when the key is not the one that sealed the store
     */
    public static FlowStore open(Path folder) {
        SecretBox secrets = SecretBox.open(folder.resolve("secret.key"));
        Database database = Database.open(folder.resolve("mroute.db"));
        try {
            FlowStore store = new FlowStore(database, secrets);
            store.checkKey();
            return store;
        } catch (StoreFailure failure) {
            database.close();
            throw failure;
        }
    }

    /** Every flow that can be read, the oldest first. */
    public List<Flow> flows() {
        return database.read(flows::all);
    }

    /** Writes flows and events together, or nothing. */
    public void save(Collection<? extends Flow> changed, Collection<FlowId> deleted, List<Event> events) {
        database.write(sql -> {
            write(sql, changed, deleted, events);
            return true;
        });
    }

    /** Writes a new desired state, and whose it is, together with the flows that it leads to, or nothing. */
    public void save(
            String owner, DesiredState desired, Collection<? extends Flow> changed, Collection<FlowId> deleted) {
        database.write(sql -> {
            put(sql, owner, desired);
            write(sql, changed, deleted, List.of());
            return true;
        });
    }

    /** Whose the desired state is that was saved last; empty when there is none or nobody noted it. */
    public String desiredOwner() {
        return database.read(sql -> {
            try (var statement = sql.createStatement();
                    var row = statement.executeQuery("SELECT owner FROM desired")) {
                return row.next() ? row.getString(1) : "";
            }
        });
    }

    /** The desired state that was saved last. */
    public Optional<DesiredState> desired() {
        return database.read(sql -> {
            try (var statement = sql.createStatement();
                    var row = statement.executeQuery("SELECT sealed FROM desired")) {
                return row.next()
                        ? Optional.of(DesiredState.parseFrom(secrets.unseal(DESIRED, row.getBytes(1))))
                        : Optional.empty();
            } catch (InvalidProtocolBufferException damaged) {
                throw new StoreFailure("the stored desired state is damaged", damaged);
            }
        });
    }

    /** Adds what is not there yet. */
    public void add(List<Event> events) {
        database.write(sql -> {
            EventRows.add(sql, events);
            return true;
        });
    }

    /** The newest events of all flows, the newest first. */
    public List<Event> events(int limit) {
        return database.read(sql -> EventRows.newest(sql, limit));
    }

    /** The newest events of one flow, the newest first. */
    public List<Event> events(FlowId flow, int limit) {
        return database.read(sql -> EventRows.newestOf(sql, flow, limit));
    }

    /** The oldest events that are not in the uplink's spool yet. */
    public List<Event> unspooled(int limit) {
        return database.read(sql -> EventRows.unspooled(sql, limit));
    }

    /** Remembers that the uplink's spool holds these; old ones may be forgotten from now on. */
    public void markSpooled(List<Event> events) {
        database.write(sql -> {
            EventRows.markSpooled(sql, events);
            return true;
        });
    }

    /** Whether a write would succeed now. Changes nothing. */
    public boolean isWritable() {
        try {
            database.write(sql -> {
                try (var statement = sql.createStatement()) {
                    return statement.executeUpdate("UPDATE key_check SET sealed = sealed");
                }
            });
            return true;
        } catch (StoreFailure failure) {
            return false;
        }
    }

    @Override
    public void close() {
        database.close();
    }

    private void write(
            Connection sql, Collection<? extends Flow> changed, Collection<FlowId> deleted, List<Event> events)
            throws SQLException {
        for (FlowId id : deleted) {
            flows.delete(sql, id);
            EventRows.deleteOf(sql, id);
        }
        for (Flow flow : changed) {
            flows.put(sql, flow);
        }
        EventRows.add(sql, events);
    }

    private void put(Connection sql, String owner, DesiredState desired) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement(
                "INSERT OR REPLACE INTO desired (only, generation, sealed, owner) VALUES (1, ?, ?, ?)")) {
            statement.setLong(1, desired.getGeneration());
            statement.setBytes(2, secrets.seal(DESIRED, desired.toByteArray()));
            statement.setString(3, owner);
            statement.executeUpdate();
        }
    }

    private void checkKey() {
        database.write(sql -> {
            try (var statement = sql.createStatement();
                    var row = statement.executeQuery("SELECT sealed FROM key_check")) {
                if (row.next()) {
                    return secrets.unseal(KEY_CHECK, row.getBytes(1)).length;
                }
            }
            try (PreparedStatement statement = sql.prepareStatement("INSERT INTO key_check VALUES (1, ?)")) {
                statement.setBytes(1, secrets.seal(KEY_CHECK, KEY_CHECK.getBytes(StandardCharsets.UTF_8)));
                return statement.executeUpdate();
            }
        });
    }
}
