package dev.flotilla.control;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged control center as a process of its own, on free ports. */
final class RunningJar {
    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    final int httpPort;
    final int httpsPort;
    final int managementPort;
    private final Process process;
    private final Path output;

    private RunningJar(Path data) throws IOException {
        List<Integer> ports = freePorts(4);
        httpPort = ports.get(0);
        httpsPort = ports.get(1);
        managementPort = ports.get(2);
        output = Files.createTempFile(data.getParent(), "output", ".log");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-jar", JAR.toString());
        builder.environment()
                .putAll(Map.of(
                        "FLOTILLA_DATA", data.toString(),
                        "FLOTILLA_LOG_JSON", "true",
                        "QUARKUS_HTTP_PORT", ports.get(0).toString(),
                        "QUARKUS_HTTP_SSL_PORT", ports.get(1).toString(),
                        "QUARKUS_MANAGEMENT_PORT", ports.get(2).toString(),
                        "QUARKUS_GRPC_SERVER_PORT", ports.get(3).toString()));
        process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Started, whatever becomes of it. */
    static RunningJar start(Path data) throws IOException {
        return new RunningJar(data);
    }

    /** Started and serving. */
    static RunningJar serving(Path data) throws IOException, InterruptedException {
        var jar = new RunningJar(data);
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!jar.output().contains("Listening on")) {
            if (!jar.process.isAlive() || System.nanoTime() > deadline) {
                jar.kill();
                throw new AssertionError("did not start: " + jar.output());
            }
            Thread.sleep(100);
        }
        return jar;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; answers the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return waitFor();
    }

    int waitFor() throws InterruptedException {
        if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("did not end");
        }
        return process.exitValue();
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
