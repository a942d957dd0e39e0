package dev.flotilla.control.graphql.demonstration;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.schema.DataFetcherFactories;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLSchema;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Answers whoever asks for the demonstration ({@code X-Demo-Mode: true}, {@code ?demo=true}, or a User-Agent with
 * {@code API-Explorer-Demo}) before anybody asks who that is: by the schema of the API, without any of the code behind it.
 */
@ApplicationScoped
class DemoDoor {
    /** After the allowance of addresses, before cookies and tokens are looked at. */
    private static final int BEFORE_AUTHENTICATION = 255;

    private static final int COSTLIEST = 2000;
    private static final int LARGEST_BODY = 1 << 16;
    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;

    private final Instance<GraphQLSchema> schema;
    private @Nullable GraphQL api;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    DemoDoor(Instance<GraphQLSchema> schema) {
        this.schema = schema;
    }

    void install(@Observes Filters filters) {
        filters.register(this::answer, BEFORE_AUTHENTICATION);
    }

    /** Made when it is first asked for. */
    private synchronized GraphQL api() {
        GraphQL made = api == null ? over(schema.get()) : api;
        api = made;
        return made;
    }

    /** The schema with none of the code that answers it. */
    static GraphQL over(GraphQLSchema schema) {
        GraphQLCodeRegistry code = GraphQLCodeRegistry.newCodeRegistry(schema.getCodeRegistry())
                .clearDataFetchers()
                .defaultDataFetcher(DataFetcherFactories.useDataFetcher(new DemoData()))
                .build();
        return GraphQL.newGraphQL(schema.transformWithoutTypes(changed -> changed.codeRegistry(code)))
                .instrumentation(new ChainedInstrumentation(new MaxQueryComplexityInstrumentation(COSTLIEST)))
                .build();
    }

    private void answer(RoutingContext request) {
        if (!isAsked(request)) {
            request.next();
            return;
        }
        Optional<Integer> length = lengthOf(request.request());
        if (length.isEmpty()) {
            request.response().setStatusCode(LENGTH_REQUIRED).end("Content-Length is missing.\n");
        } else if (length.get() > LARGEST_BODY) {
            request.response().setStatusCode(TOO_LARGE).end("A demonstration's query has at most 64 KiB.\n");
        } else {
            request.request()
                    .body()
                    .onSuccess(body -> threads.execute(() -> run(request, body)))
                    .onFailure(request::fail);
            // It is held until it is known who asks, which here is nobody.
            request.request().resume();
        }
    }

    private void run(RoutingContext request, Buffer body) {
        request.response()
                .putHeader("Content-Type", "application/json; charset=UTF-8")
                .putHeader("X-Demo-Mode", "true")
                .end(execute(body).encode());
    }

    private JsonObject execute(Buffer body) {
        try {
            var question = new JsonObject(body);
            JsonObject variables = question.getJsonObject("variables", new JsonObject());
            return new JsonObject(api().execute(ExecutionInput.newExecutionInput(question.getString("query", ""))
                            .operationName(question.getString("operationName"))
                            .variables(variables == null ? Map.of() : variables.getMap()))
                    .toSpecification());
        } catch (DecodeException | ClassCastException e) {
            return new JsonObject()
                    .put(
                            "errors",
                            new JsonArray().add(new JsonObject().put("message", "The body must be a JSON object.")));
        }
    }

    private static boolean isAsked(RoutingContext request) {
        HttpServerRequest http = request.request();
        if (!http.method().equals(HttpMethod.POST) || !request.normalizedPath().equals("/graphql")) {
            return false;
        }
        String agent = http.getHeader("User-Agent");
        return "true".equalsIgnoreCase(http.getHeader("X-Demo-Mode"))
                || "true".equalsIgnoreCase(http.getParam("demo"))
                || (agent != null && agent.contains("API-Explorer-Demo"));
    }

    private static Optional<Integer> lengthOf(HttpServerRequest request) {
        try {
            return Optional.ofNullable(request.getHeader("Content-Length")).map(Integer::parseInt);
        } catch (NumberFormatException e) {
            return Optional.of(Integer.MAX_VALUE);
        }
    }
}
