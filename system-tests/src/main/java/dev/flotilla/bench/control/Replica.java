package dev.flotilla.bench.control;

import dev.flotilla.control.database.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One packaged control center, as a process of its own with the memory that {@code ./flotilla up} gives it. */
final class Replica implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Duration LOOK_DEADLINE = Duration.ofSeconds(2);
    private static final String MASTER_KEY = "5".repeat(64);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LOOK_DEADLINE).build();
    private final Path jar;
    private final Path folder;
    private final Database database;
    private final List<Integer> ports;
    private Process process;

    private Replica(Path jar, Path folder, Database database) throws IOException {
        this.jar = jar;
        this.folder = Files.createDirectories(folder);
        this.database = database;
        this.ports = freePorts(4);
        this.process = launch();
    }

    /** Started, and serving. */
    static Replica start(Path jar, Path folder, Database database) throws IOException {
        Replica replica = new Replica(jar, folder, database);
        replica.awaitReady();
        return replica;
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + ports.get(0));
    }

    URI https() {
        return URI.create("https://127.0.0.1:" + ports.get(1));
    }

    int grpcPort() {
        return ports.get(3);
    }

    long pid() {
        return process.pid();
    }

    /** The administrator's first password; of the replica that made the account. */
    String password() throws IOException {
        return Files.readString(folder.resolve("first-password")).strip();
    }

    boolean isReady() {
        try {
            var ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(2) + "/q/health/ready"))
                    .timeout(LOOK_DEADLINE)
                    .build();
            return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** SIGTERM, and the end. */
    void stop() throws IOException {
        process.destroy();
        awaitEnd();
    }

    /** SIGKILL. */
    void kill() throws IOException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Again, on the same ports. */
    void restart() throws IOException {
        process = launch();
        awaitReady();
    }

    @Override
    public void close() throws IOException {
        kill();
        http.close();
    }

    private Process launch() throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "run");
        Map<String, String> environment = builder.environment();
        environment.put("FLOTILLA_DATA", folder.toString());
        environment.put(
                "FLOTILLA_FIRST_PASSWORD_FILE", folder.resolve("first-password").toString());
        environment.put("FLOTILLA_SECRET_MASTER_KEY", MASTER_KEY);
        environment.put("FLOTILLA_DATABASE_URL", database.url());
        environment.put("FLOTILLA_DATABASE_USERNAME", database.owner());
        environment.put("FLOTILLA_DATABASE_PASSWORD", database.password());
        // What is measured is not what one tenant may spend.
        for (String bound : List.of("TENANT_RATE", "TENANT_BURST", "ADDRESS_RATE", "ADDRESS_BURST")) {
            environment.put("FLOTILLA_API_" + bound, "1000000000");
        }
        environment.put("QUARKUS_HTTP_PORT", ports.get(0).toString());
        environment.put("QUARKUS_HTTP_SSL_PORT", ports.get(1).toString());
        environment.put("QUARKUS_MANAGEMENT_PORT", ports.get(2).toString());
        environment.put("QUARKUS_GRPC_SERVER_PORT", ports.get(3).toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                kill();
                throw new IOException("a control center did not start; see " + folder.resolve("log"));
            }
            Moment.ofMs(100);
        }
    }

    private void awaitEnd() throws IOException {
        try {
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("a control center did not end; see " + folder.resolve("log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
