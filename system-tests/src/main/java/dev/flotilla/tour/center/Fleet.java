package dev.flotilla.tour.center;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The fleet that {@code ./flotilla up} started: where it lives, and on which ports.
 *
 * @param home the folder with data, logs and process ids
 * @param portOffset what is added to every default port
 * @param script {@code ./flotilla}
 */
public record Fleet(Path home, int portOffset, Path script) {
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final String LOGIN = "admin@flotilla.local";

    /** The fleet that the script's environment names. */
    public static Fleet ofEnvironment(Map<String, String> environment) {
        String home = environment.get("FLOTILLA_HOME");
        if (home == null) {
            throw new IllegalArgumentException("FLOTILLA_HOME is not set: start this by ./flotilla");
        }
        return new Fleet(
                Path.of(home),
                Integer.parseInt(environment.getOrDefault("FLOTILLA_PORT_OFFSET", "0")),
                Path.of(environment.getOrDefault("FLOTILLA_SCRIPT", "./flotilla")));
    }

    public int port(int standard) {
        return standard + portOffset;
    }

    public URI console() {
        return URI.create("http://127.0.0.1:" + port(18000));
    }

    public URI enrolmentAddress() {
        return URI.create("https://127.0.0.1:" + port(18443));
    }

    /** Executable: the agent's command line on no particular node; environment says which. */
    public Path edgeProgram() {
        return home.resolve("bin/flotilla-edge");
    }

    public Path edgeData() {
        return home.resolve("edge-agent");
    }

    /** The process of a part ("control-center", "edge-agent", "encoder"), when it runs. */
    public Optional<ProcessHandle> process(String part) throws IOException {
        Path file = home.resolve("run").resolve(part + ".pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(file).strip().split(" ", -1)[0]));
    }

    /**
     * Runs {@code ./flotilla} on this fleet, as a user would.
     *
     * @param output takes what it says
     */
    public void flotilla(Path output, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment()
                .putAll(Map.of("FLOTILLA_HOME", home.toString(), "FLOTILLA_PORT_OFFSET", Integer.toString(portOffset)));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                throw new IOException(command + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Logs in as the administrator that the first start made. */
    public ControlCenter logIn() throws IOException {
        return ControlCenter.logIn(console(), LOGIN, password());
    }

    public String login() {
        return LOGIN;
    }

    /** Holds the administrator's first password, for as long as nobody removes it. */
    public Path passwordFile() {
        return home.resolve("first-password");
    }

    private String password() throws IOException {
        Path file = passwordFile();
        if (!Files.exists(file)) {
            throw new IOException(file + " is gone, which holds the administrator's first password");
        }
        return Files.readString(file).strip();
    }

    /** The id of the node whose identity is in that data folder; empty before it is enrolled. */
    public static Optional<String> nodeId(Path edgeData) throws IOException {
        Path file = edgeData.resolve("identity/center.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return Optional.ofNullable(properties.getProperty("node_id"));
    }
}
