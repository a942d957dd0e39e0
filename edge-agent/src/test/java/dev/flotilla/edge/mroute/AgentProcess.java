package dev.flotilla.edge.mroute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.edge.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The packaged agent as a process of its own, on free ports, with the engine that it leaves behind. */
public final class AgentProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path data;
    private final int apiPort = FreePort.next();
    private final int nodePort = FreePort.next();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String[] arguments;
    private final Map<String, String> environment;
    private Process process;

    AgentProcess(Path data) throws IOException {
        this(data, "run");
    }

    /** An agent that is started with those arguments. */
    AgentProcess(Path data, String... arguments) throws IOException {
        this(data, Map.of(), arguments);
    }

    /** An agent that is configured by that environment besides. */
    public AgentProcess(Path data, Map<String, String> environment, String... arguments) throws IOException {
        this.data = data;
        this.arguments = arguments;
        this.environment = environment;
        this.process = launch();
    }

    public String nodeApi() {
        return "http://127.0.0.1:" + nodePort;
    }

    public Process process() {
        return process;
    }

    /** What the API answers, whatever the status. */
    record Reply(int status, JsonNode body) {}

    Reply call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), JSON.readTree(response.body()));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return call("GET", path, "").body();
    }

    public String text(String nodePath) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + nodePort + nodePath))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Asks again and again until the answer is as wanted. */
    public static <T> T until(String what, Callable<T> ask, Predicate<T> wanted) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            Object last;
            try {
                T answer = ask.call();
                if (wanted.test(answer)) {
                    return answer;
                }
                last = answer;
            } catch (IOException notYet) {
                last = notYet;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(what + " did not come; last: " + last);
            }
            Thread.sleep(200);
        }
    }

    void killMinusNine() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void start() throws IOException {
        process = launch();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        client.close();
        engine().ifPresent(ProcessHandle::destroy);
    }

    /** The engine of this data folder, which outlives the agent. */
    Optional<ProcessHandle> engine() {
        String socket = "--socket=" + data.resolve("engine.sock").toAbsolutePath();
        return ProcessHandle.allProcesses()
                .filter(each -> each.info()
                        .commandLine()
                        .filter(line -> line.contains(socket))
                        .isPresent())
                .findFirst();
    }

    int apiPort() {
        return apiPort;
    }

    /** The packaged executable with those arguments. */
    static ProcessBuilder program(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString());
        builder.command().addAll(List.of(arguments));
        return builder;
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = program(arguments);
        builder.environment().put("FLOTILLA_DATA", data.toString());
        builder.environment().put("FLOTILLA_API_PORT", Integer.toString(apiPort));
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(nodePort));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("agent.log").toFile()))
                .start();
    }
}
