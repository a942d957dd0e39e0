package dev.flotilla.tour.node;

import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One more edge agent on this machine, in a data folder of its own, on ports that were free. */
public final class EdgeNode implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Fleet fleet;
    private final Path data;
    private final Map<String, String> settings;
    private @Nullable Process agent;

    public EdgeNode(Fleet fleet, String name) throws IOException {
        this(fleet, name, Map.of());
    }

    /** @param more settings, as environment; they count more than those of every node */
    public EdgeNode(Fleet fleet, String name, Map<String, String> more) throws IOException {
        this.fleet = fleet;
        this.data = Files.createDirectories(fleet.home()
                .resolve("tour")
                .resolve(name + "-" + ProcessHandle.current().pid()));
        Path machine = data.resolve("machine-id");
        Files.writeString(machine, UUID.randomUUID().toString().replace("-", "") + "\n");
        this.settings = new HashMap<>(Map.of(
                "FLOTILLA_DATA", data.toString(),
                "FLOTILLA_MACHINE_ID_FILE", machine.toString(),
                "FLOTILLA_CENTER", fleet.enrolmentAddress().toString(),
                "FLOTILLA_API_PORT", Integer.toString(freePort()),
                "QUARKUS_HTTP_PORT", Integer.toString(freePort())));
        settings.putAll(more);
    }

    /** How a command ended. */
    public record Ended(int status, String output) {}

    /** Runs {@code flotilla-edge enroll}; the token travels by environment. */
    public Ended enroll(String token) throws IOException {
        ProcessBuilder builder = command(data.resolve("enroll.log"), "enroll");
        builder.environment().put("FLOTILLA_BOOTSTRAP_TOKEN", token);
        return ended(builder, data.resolve("enroll.log"));
    }

    /** Runs a command of {@code flotilla-edge} on this node. */
    public Ended run(String... command) throws IOException {
        Path output = Files.createTempFile(data, "command-", ".log");
        try {
            return ended(command(output, command), output);
        } finally {
            Files.delete(output);
        }
    }

    private static Ended ended(ProcessBuilder builder, Path output) throws IOException {
        Process process = builder.start();
        process.getOutputStream().close();
        await(process);
        return new Ended(process.exitValue(), Files.readString(output).strip());
    }

    public String id() throws IOException {
        return Fleet.nodeId(data).orElseThrow(() -> new IOException("this node is not enrolled"));
    }

    /** Holds all that the node remembers. */
    public Path data() {
        return data;
    }

    public Path log() {
        return data.resolve("agent.log");
    }

    public void start() throws IOException {
        agent = command(log(), "run").start();
    }

    /** Starts the agent by that keeper, which lets it be given another version. */
    public void startKept(Path keeper) throws IOException {
        ProcessBuilder builder = command(log(), "run");
        builder.command()
                .addAll(0, List.of(keeper.toString(), data.resolve("releases").toString()));
        agent = builder.start();
    }

    /** As a crash does it: nothing is tidied up. */
    public void killAgent() throws IOException {
        Process running = agent;
        if (running != null) {
            running.destroyForcibly();
            await(running);
        }
    }

    public void killEngine() throws IOException {
        ProcessHandle engine = engine().orElseThrow(() -> new IOException("no engine runs"));
        engine.destroyForcibly();
        Await.until("the engine is gone", DEADLINE, () -> engine.isAlive() ? Optional.empty() : Optional.of(true));
    }

    /** The engine's process: the one that was told to listen on this node's socket. */
    public Optional<ProcessHandle> engine() throws IOException {
        String argument = "--socket=" + data.resolve("engine.sock");
        return ProcessHandle.allProcesses()
                .filter(process -> arguments(process).anyMatch(argument::equals))
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        Process running = agent;
        if (running != null) {
            running.destroy();
            await(running);
        }
        engine().ifPresent(ProcessHandle::destroy);
    }

    private ProcessBuilder command(Path output, String... command) {
        var words = new ArrayList<>(List.of(fleet.edgeProgram().toString()));
        words.addAll(List.of(command));
        var builder = new ProcessBuilder(words);
        builder.environment().putAll(settings);
        return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    }

    private static void await(Process process) throws IOException {
        try {
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("flotilla-edge did not end within " + DEADLINE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Stream<String> arguments(ProcessHandle process) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return Stream.of(new String(line, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException gone) {
            return Stream.empty();
        }
    }

    /** One that nobody listens on now. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
