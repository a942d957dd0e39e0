package dev.flotilla.control.database;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The PostgreSQL server that the control center brings along and runs on its own data folder. It listens on loopback alone, and
 * writes what it commits. A server that outlived its control center is taken over as it runs.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    private static final int PORT_LINE = 3;
    private static final String ADMINISTRATOR = "postgres";

    private final Path programs;
    private final Path data;
    private final Path passwordFile;
    private final ProgramUser user;

    private EmbeddedPostgres(Path programs, Path folder) throws IOException {
        this.programs = programs;
        this.passwordFile = folder.resolve("password");
        Path own = Files.createDirectories(folder.resolve("server"));
        this.user = ProgramUser.find(programs, own);
        this.data = own.resolve("data");
    }

    /** Starts a server, or adopts one, whose state is in {@code folder}; executables are unpacked into {@code programs}. */
    public static EmbeddedPostgres start(Path programs, Path folder) {
        try {
            Files.createDirectories(programs);
            var server = new EmbeddedPostgres(Programs.unpackInto(programs), Files.createDirectories(folder));
            if (!Files.isDirectory(server.data)) {
                server.initialize();
            }
            if (server.isRunning()) {
                LOG.infof(
                        "Adopted the PostgreSQL that an earlier control center left running on port %d", server.port());
            } else {
                server.launch();
            }
            server.createDatabase();
            return server;
        } catch (IOException e) {
            throw new CannotStart("The embedded PostgreSQL cannot use " + folder + ": " + e, e);
        }
    }

    /** The database of the control center and its owner. */
    public Database database() {
        return new Database(url("flotilla"), "flotilla_owner", password());
    }

    /** Ends open sessions, writes everything and stops. */
    @Override
    public void close() {
        control("stop", "--mode=fast", "--wait", "--timeout=60");
    }

    private void initialize() throws IOException {
        Path unfinished = data.resolveSibling("data.unfinished");
        user.run("rm", "-rf", unfinished.toString());
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        PrivateFile.write(passwordFile, HexFormat.of().formatHex(random));
        Path handedOver = data.resolveSibling("password");
        PrivateFile.write(handedOver, password());
        user.own(handedOver);
        try {
            user.run(
                    program("initdb"),
                    "--pgdata=" + unfinished,
                    "--username=" + ADMINISTRATOR,
                    "--auth=scram-sha-256",
                    "--pwfile=" + handedOver,
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-instructions");
        } finally {
            Files.delete(handedOver);
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void launch() throws IOException {
        Path settings = data.resolve("postgresql.conf");
        Files.writeString(settings, settings(freePort()));
        Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        control("start", "--wait", "--timeout=60", "--log=" + data.resolveSibling("start.log"));
    }

    private static String settings(int port) {
        return String.join(
                "\n",
                List.of(
                        "# Written anew at each start of the control center.",
                        "port = " + port,
                        "listen_addresses = '127.0.0.1'",
                        "unix_socket_directories = ''",
                        "max_connections = 80",
                        "shared_buffers = 64MB",
                        "fsync = on",
                        "synchronous_commit = on",
                        "logging_collector = on",
                        "log_directory = 'log'",
                        "log_filename = 'postgresql-%a.log'",
                        "log_truncate_on_rotation = on",
                        "log_rotation_age = 1d",
                        "timezone = 'UTC'",
                        ""));
    }

    private boolean isRunning() {
        try {
            control("status");
            return true;
        } catch (CannotStart notRunning) {
            return false;
        }
    }

    private int port() throws IOException {
        return Integer.parseInt(Files.readAllLines(data.resolve("postmaster.pid"))
                .get(PORT_LINE)
                .strip());
    }

    private void createDatabase() {
        try (var connection = new Database(url("postgres"), ADMINISTRATOR, password()).connect()) {
            var sql = Sql.on(connection);
            if (!Roles.exists(sql, "flotilla_owner")) {
                Roles.createOwner(sql, "flotilla_owner", password());
            }
            if (sql.one("select 1 from pg_database where datname = 'flotilla'", row -> row.getInt(1))
                    .isEmpty()) {
                sql.update("create database flotilla owner flotilla_owner");
            }
        } catch (java.sql.SQLException e) {
            throw new CannotStart("The embedded PostgreSQL in " + data + " does not answer: " + e.getMessage(), e);
        }
    }

    private String url(String database) {
        try {
            return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
        } catch (IOException e) {
            throw new CannotStart("The embedded PostgreSQL in " + data + " has stopped: " + e, e);
        }
    }

    private String password() {
        try {
            return Files.readString(passwordFile);
        } catch (IOException e) {
            throw new CannotStart(
                    "The password of the embedded PostgreSQL cannot be read from " + passwordFile + ": " + e, e);
        }
    }

    private void control(String verb, String... options) {
        var command = new java.util.ArrayList<>(List.of(program("pg_ctl"), verb, "--pgdata=" + data));
        command.addAll(List.of(options));
        user.run(command.toArray(String[]::new));
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
