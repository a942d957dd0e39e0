package dev.flotilla.control.fleet.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.EventId;
import dev.flotilla.id.TenantId;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every method that edges call, by every kind of edge, against the table in isolation-edges.txt. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class EdgeIsolationIT {
    private static final String OURS = "flotilla.";
    private static final int DEADLINE_S = 30;
    /** Long enough to be told what the other node is told at once. */
    private static final int QUIET_S = 3;

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    Nodes nodes;

    @Any
    @Inject
    Instance<BindableService> services;

    @ConfigProperty(name = "quarkus.grpc.server.port")
    int port;

    private final Map<String, String> things = new TreeMap<>();
    private TestNode node;
    private TestNode revoked;
    private TestNode stranger;
    private ManagedChannel nobody;

    /** @param answers of nobody, a stranger, a revoked node, and a node of the tenant */
    private record Line(String method, List<String> answers, String request) {}

    @BeforeEach
    void aStreamAndFourWhoAsk() throws Exception {
        TenantId tenant = fleet.tenant();
        node = TestNode.enrol(fleet.token(tenant, 1).secret());
        revoked = TestNode.enrol(fleet.token(tenant, 1).secret());
        nodes.revoke(tenant, revoked.id().value());
        stranger = TestNode.enrol(fleet.token(fleet.tenant(), 1).secret());
        nobody = TestNode.stranger("127.0.0.1:" + port, fleet.certificates().authority());
        var owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        JsonPath stream = owner.change(
                        "createStream",
                        "CreateStreamInput",
                        Map.of("title", "a stream"),
                        "... on CreatedStream { firstKey { secret } stream { id name playbackId } }")
                .extract()
                .jsonPath()
                .setRootPath("data.createStream");
        things.put("@key", stream.getString("firstKey.secret"));
        things.put("@stream", stream.getString("stream.id"));
        things.put("@name", stream.getString("stream.name"));
        things.put("@playbackId", stream.getString("stream.playbackId"));
        things.put(
                "@recording",
                owner.change(
                                "startRecording",
                                "StartRecordingInput",
                                Map.of("streamId", stream.getString("stream.id")),
                                "... on Artifact { id }")
                        .extract()
                        .path("data.startRecording.id"));
        things.put("@node", node.id().value());
        things.put("@event", EventId.at(Instant.now()).value());
    }

    @AfterEach
    void close() {
        node.close();
        revoked.close();
        stranger.close();
        nobody.shutdownNow();
    }

    @Test
    void everyEdgeIsAnsweredWhatTheTableSays() throws IOException {
        Map<String, MethodDescriptor<?, ?>> running = methods();
        List<Line> lines = lines();
        assertThat(lines.stream().map(Line::method).toList())
                .as("each method has one line in src/test/resources/isolation-edges.txt")
                .containsExactlyInAnyOrderElementsOf(running.keySet());
        List<ManagedChannel> edges = List.of(nobody, stranger.channel(), revoked.channel(), node.channel());
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Line line : lines) {
            MethodDescriptor<?, ?> method = Objects.requireNonNull(running.get(line.method()));
            for (int edge = 0; edge < edges.size(); edge++) {
                String expected = line.answers().get(edge);
                String answer = answerOf(edges.get(edge), method, line.request(), expected.equals("open"));
                checked++;
                if (!answer.equals(expected)) {
                    wrong.add("%s by edge %d: %s instead of %s".formatted(line.method(), edge, answer, expected));
                }
            }
        }
        System.out.printf(
                "isolation-edges.txt: %d lines, %d answers checked, %d wrong%n", lines.size(), checked, wrong.size());
        assertThat(wrong).isEmpty();
    }

    @SuppressWarnings("unchecked") // All requests and answers of ours are messages.
    private String answerOf(ManagedChannel edge, MethodDescriptor<?, ?> method, String request, boolean isQuiet)
            throws IOException {
        var typed = (MethodDescriptor<Message, Message>) method;
        Message.Builder filled = typed.parseRequest(InputStream.nullInputStream()).toBuilder();
        TextFormat.merge(fill(request), filled);
        CallOptions deadline = CallOptions.DEFAULT.withDeadlineAfter(isQuiet ? QUIET_S : DEADLINE_S, TimeUnit.SECONDS);
        try {
            if (method.getType() == MethodDescriptor.MethodType.UNARY) {
                Message answer = ClientCalls.blockingUnaryCall(edge, typed, deadline, filled.build());
                return answer.equals(answer.getDefaultInstanceForType()) ? "none" : "yes";
            }
            return told(
                    edge.newCall(typed, deadline),
                    filled.build(),
                    method.getType() == MethodDescriptor.MethodType.SERVER_STREAMING,
                    edge.equals(node.channel()));
        } catch (StatusRuntimeException e) {
            return wordOf(e.getStatus());
        }
    }

    /** Says that one message, keeps the line open and reads the first answer, which must name nothing of another tenant. */
    private String told(ClientCall<Message, Message> call, Message request, boolean isComplete, boolean isOurs) {
        var first = new CompletableFuture<Message>();
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(Message message) {
                        first.complete(message);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        first.completeExceptionally(status.asRuntimeException());
                    }
                },
                new Metadata());
        call.request(1);
        call.sendMessage(request);
        if (isComplete) {
            call.halfClose();
        }
        try {
            String answer = first.join().toString();
            assertThat(isOurs || things.values().stream().noneMatch(answer::contains))
                    .as(answer)
                    .isTrue();
            return "yes";
        } catch (CompletionException e) {
            Status status = Status.fromThrowable(e);
            return status.getCode() == Status.Code.DEADLINE_EXCEEDED ? "open" : wordOf(status);
        } finally {
            call.cancel("heard enough", null);
        }
    }

    private static String wordOf(Status status) {
        return switch (status.getCode()) {
            case UNAUTHENTICATED, UNAVAILABLE -> "-";
            case PERMISSION_DENIED -> "no";
            case NOT_FOUND -> "none";
            case INVALID_ARGUMENT -> "wrong";
            default -> status.toString();
        };
    }

    private String fill(String request) {
        String filled = request;
        for (Map.Entry<String, String> thing : things.entrySet()) {
            filled = filled.replace('"' + thing.getKey() + '"', '"' + thing.getValue() + '"');
        }
        return filled;
    }

    /** By service and method, without the package. */
    private Map<String, MethodDescriptor<?, ?>> methods() {
        Map<String, MethodDescriptor<?, ?>> methods = new TreeMap<>();
        services.stream()
                .flatMap(service -> service.bindService().getMethods().stream())
                .map(ServerMethodDefinition::getMethodDescriptor)
                .filter(method -> method.getFullMethodName().startsWith(OURS))
                .forEach(method -> methods.put(method.getFullMethodName().replaceFirst(".*\\.", ""), method));
        return methods;
    }

    private static List<Line> lines() throws IOException {
        try (InputStream file = EdgeIsolationIT.class.getResourceAsStream("/isolation-edges.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .map(parts -> new Line(
                            parts[0].strip(), Arrays.asList(parts[1].strip().split("\\s+")), parts[2].strip()))
                    .toList();
        }
    }
}
