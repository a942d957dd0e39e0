package dev.flotilla.control.realtime.socket;

import dev.flotilla.control.graphql.allowance.Spending;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.graphql.execution.ExecutionService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.reactivestreams.Publisher;

/** Starts subscriptions as the caller of a socket, on virtual threads. */
@ApplicationScoped
class Execution {
    private static final Logger LOG = Logger.getLogger(Execution.class);

    private final ExecutionService service;
    private final CurrentVertxRequest present;
    private final CurrentIdentityAssociation identity;
    private final Spending spending;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    Execution(
            ExecutionService service,
            CurrentVertxRequest present,
            CurrentIdentityAssociation identity,
            Spending spending) {
        this.service = service;
        this.present = present;
        this.identity = identity;
        this.spending = spending;
    }

    /** Runs the request; what it answers goes to the operation, errors as one message to the socket. */
    void start(RoutingContext context, Entry.Guest guest, JsonObject request, Operation operation, Socket socket) {
        threads.execute(() -> {
            try {
                Optional<ExecutionResult> refusal = refusal(context, guest, request);
                ExecutionResult result = refusal.orElseGet(() -> asCaller(context, guest, request));
                begin(result, operation, socket);
            } catch (RuntimeException e) {
                LOG.error("a subscription could not be started", e);
                socket.fail(operation, errors(refused("Something went wrong in the control center.", "INTERNAL")));
            }
        });
    }

    private void begin(ExecutionResult result, Operation operation, Socket socket) {
        if (result.getErrors().isEmpty() && result.getData() instanceof Publisher<?> publisher) {
            subscribe(publisher, operation);
        } else {
            socket.fail(operation, errors(result));
        }
    }

    @SuppressWarnings("unchecked") // graphql-java answers subscriptions with this publisher
    private static void subscribe(Publisher<?> publisher, Operation operation) {
        ((Publisher<ExecutionResult>) publisher).subscribe(operation);
    }

    private ExecutionResult asCaller(RoutingContext context, Entry.Guest guest, JsonObject request) {
        ManagedContext scope = Arc.container().requestContext();
        scope.activate();
        try {
            present.setCurrent(context);
            identity.setIdentity(guest.identity());
            var answer = new ExecutionResult[1];
            try (var reader = Json.createReader(new StringReader(request.encode()))) {
                service.executeSync(
                        reader.readObject(), new HashMap<>(), response -> answer[0] = response.getExecutionResult());
            }
            return answer[0];
        } finally {
            scope.terminate();
        }
    }

    private Optional<ExecutionResult> refusal(RoutingContext context, Entry.Guest guest, JsonObject request) {
        if (!isSubscription(request)) {
            return Optional.of(refused(
                    "A socket is for subscriptions: queries and mutations are posted to /graphql.", "INVALID_INPUT"));
        }
        return spending.refusalOf(context, guest.identity()).map(why -> refused(why, "RATE_LIMITED"));
    }

    private static boolean isSubscription(JsonObject request) {
        try {
            Document document = Parser.parse(request.getString("query"));
            List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
            return !operations.isEmpty()
                    && operations.stream()
                            .allMatch(each -> each.getOperation() == OperationDefinition.Operation.SUBSCRIPTION);
        } catch (InvalidSyntaxException e) {
            return true; // The API says best what is wrong with it.
        }
    }

    static ExecutionResult refused(String message, String code) {
        return ExecutionResult.newExecutionResult()
                .addError(GraphqlErrorBuilder.newError()
                        .errorType(ErrorType.ExecutionAborted)
                        .message("%s", message)
                        .extensions(Map.of("code", code))
                        .build())
                .build();
    }

    static JsonArray errors(ExecutionResult result) {
        return new JsonArray(result.getErrors().stream()
                .map(error -> new JsonObject(error.toSpecification()))
                .toList());
    }
}
