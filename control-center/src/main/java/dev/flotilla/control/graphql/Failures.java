package dev.flotilla.control.graphql;

import graphql.ErrorType;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.SubscriptionExecutionStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Turns exceptions into errors that callers may see: a refusal keeps its sentence, and anything else becomes a generic
 * sentence with an id under which the log holds the cause.
 */
@ApplicationScoped
class Failures implements DataFetcherExceptionHandler {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    void install(@Observes GraphQL.Builder builder) {
        builder.defaultDataFetcherExceptionHandler(this)
                .subscriptionExecutionStrategy(new SubscriptionExecutionStrategy(this));
    }

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters failure) {
        GraphqlErrorBuilder<?> error = GraphqlErrorBuilder.newError(failure.getDataFetchingEnvironment())
                .errorType(ErrorType.DataFetchingException);
        GraphQLError answer = Refusals.problemIn(failure.getException())
                .map(problem -> error.message("%s", problem.message())
                        .extensions(extensionsOf(problem))
                        .build())
                .orElseGet(() -> internal(error, failure));
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult().error(answer).build());
    }

    private static GraphQLError internal(GraphqlErrorBuilder<?> error, DataFetcherExceptionHandlerParameters failure) {
        String id = newId();
        LOG.errorf(failure.getException(), "failure=%s at %s", id, failure.getPath());
        return error.message("Something went wrong in the control center. The log tells more under '%s'.", id)
                .extensions(Map.of("code", "INTERNAL", "failure", id))
                .build();
    }

    private static Map<String, Object> extensionsOf(Problem problem) {
        Map<String, Object> extensions = new HashMap<>();
        extensions.put("code", problem.code());
        if (problem instanceof InvalidInput invalid) {
            extensions.put("field", invalid.field());
            extensions.put("value", invalid.value());
        }
        return extensions;
    }

    private static String newId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
