package dev.flotilla.bench.foghorn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that is measured, alone on one processor. */
final class Server implements AutoCloseable {
    /** The other one is left to whoever asks. */
    static final String PROCESSOR = "0";

    private static final int DEADLINE_SECONDS = 60;

    private final String name;
    private final Process process;
    private final int port;
    private final List<Long> processes;

    private Server(String name, Process process, int port, List<Long> processes) {
        this.name = name;
        this.process = process;
        this.port = port;
        this.processes = List.copyOf(processes);
    }

    static Server foghorn(int nodes, int streams, Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(List.of("taskset", "-c", PROCESSOR, java, "-Xmx192m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FoghornProcess.class.getName()));
        command.addAll(List.of(Integer.toString(nodes), Integer.toString(streams), folder.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("foghorn.log").toFile())
                .start();
        String port = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (port == null) {
            throw new IOException("Foghorn did not start; its log is " + folder.resolve("foghorn.log"));
        }
        return new Server("Foghorn, " + nodes + " nodes", process, Integer.parseInt(port), List.of(process.pid()));
    }

    /** One worker that redirects everybody to one address. */
    static Server nginx(Path folder) throws IOException {
        int port = freePort();
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, """
            daemon off;
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log %1$s/nginx.log;
            events { worker_connections 1024; }
            http {
              access_log off;
              keepalive_requests 1000000000;
              server {
                listen 127.0.0.1:%2$d;
                location / { return 307 http://edge-0001.example.org:8080/hls/live/index.m3u8; }
              }
            }
            """.formatted(folder, port));
        Process process = new ProcessBuilder(
                        "taskset",
                        "-c",
                        PROCESSOR,
                        "/usr/sbin/nginx",
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        awaitOpen(process, port);
        List<Long> all = new ArrayList<>(List.of(process.pid()));
        process.descendants().map(ProcessHandle::pid).forEach(all::add);
        return new Server("nginx", process, port, all);
    }

    private static void awaitOpen(Process process, int port) throws IOException {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (process.isAlive() && System.nanoTime() < untilNs) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(10_000_000);
            }
        }
        throw new IOException("nginx did not start");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    List<Long> processes() {
        return processes;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
