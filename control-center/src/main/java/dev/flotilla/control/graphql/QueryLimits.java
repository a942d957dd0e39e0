package dev.flotilla.control.graphql;

import dev.flotilla.control.graphql.allowance.Spending;
import dev.flotilla.control.graphql.recent.RecentAnswers;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.analysis.QueryComplexityCalculator;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.Field;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a query before it runs when it is nested too deep or would touch too many objects; charges what the others cost, and
 * tells it in the answer's {@code extensions.cost}.
 */
@ApplicationScoped
class QueryLimits {
    private static final int DEEPEST = 10;
    private static final int COSTLIEST = 1000;
    private static final String COST = "cost";
    private static final String OPERATION = "operation";

    private final Spending spending;
    private final RecentAnswers recent;

    QueryLimits(Spending spending, RecentAnswers recent) {
        this.spending = spending;
        this.recent = recent;
    }

    void install(@Observes GraphQL.Builder builder) {
        builder.instrumentation(new ChainedInstrumentation(new Depth(), new Cost(spending, recent)));
    }

    /** An object costs 1, its scalars nothing, and a page costs its size times what one of its items costs. */
    static int costOf(FieldComplexityEnvironment field, int below) {
        var type = GraphQLTypeUtil.unwrapAll(field.getFieldDefinition().getType());
        if (!(type instanceof GraphQLFieldsContainer || type instanceof GraphQLUnionType)) {
            return 0;
        }
        int items = field.getArguments().get("first") instanceof Integer first ? Math.max(first, 1) : 1;
        return (int) Math.min(1L + (long) items * below, Integer.MAX_VALUE);
    }

    private static final class Cost extends SimplePerformantInstrumentation {
        private final Spending spending;
        private final RecentAnswers recent;

        Cost(Spending spending, RecentAnswers recent) {
            this.spending = spending;
            this.recent = recent;
        }

        @Override
        public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
                InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
            ExecutionContext query = parameters.getExecutionContext();
            int cost = QueryComplexityCalculator.newCalculator()
                    .fieldComplexityCalculator(QueryLimits::costOf)
                    .schema(query.getGraphQLSchema())
                    .document(query.getDocument())
                    .operationName(query.getExecutionInput().getOperationName())
                    .variables(query.getCoercedVariables())
                    .build()
                    .calculate();
            if (cost > COSTLIEST) {
                throw new AbortExecutionException(
                        "The query costs %d, and %d is the limit: ask for fewer objects or smaller pages."
                                .formatted(cost, COSTLIEST));
            }
            spending.charge(cost);
            query.getGraphQLContext().put(COST, cost);
            query.getGraphQLContext()
                    .put(OPERATION, query.getOperationDefinition().getOperation());
            return super.beginExecuteOperation(parameters, state);
        }

        @Override
        public CompletableFuture<ExecutionResult> instrumentExecutionResult(
                ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
            Integer cost = parameters.getGraphQLContext().get(COST);
            Operation operation = parameters.getGraphQLContext().get(OPERATION);
            if (cost == null || operation == Operation.SUBSCRIPTION) {
                return CompletableFuture.completedFuture(result);
            }
            ExecutionResult told = result.transform(
                    answer -> answer.addExtension(COST, Map.of("requested", cost, "limit", COSTLIEST)));
            recent.note(operation, told);
            return CompletableFuture.completedFuture(told);
        }
    }

    private static final class Depth extends MaxQueryDepthInstrumentation {
        Depth() {
            super(DEEPEST);
        }

        /** What tools ask of the schema is nested deeper by its nature; graphql-java bounds it by itself. */
        @Override
        public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
                InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
            boolean isAboutTheSchema =
                    parameters.getExecutionContext().getOperationDefinition().getSelectionSet().getSelections().stream()
                            .allMatch(selection -> selection instanceof Field field
                                    && field.getName().startsWith("__"));
            return isAboutTheSchema ? null : super.beginExecuteOperation(parameters, state);
        }

        @Override
        protected AbortExecutionException mkAbortException(int depth, int limit) {
            return new AbortExecutionException(
                    "The query is nested %d deep, and %d is the limit.".formatted(depth, limit));
        }
    }
}
