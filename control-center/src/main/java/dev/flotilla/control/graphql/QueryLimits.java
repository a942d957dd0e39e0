package dev.flotilla.control.graphql;

import graphql.GraphQL;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses a query before it runs when it is nested too deep or would touch too many objects. */
@ApplicationScoped
class QueryLimits {
    private static final int DEEPEST = 10;
    private static final int COSTLIEST = 1000;

    void install(@Observes GraphQL.Builder builder) {
        builder.instrumentation(new ChainedInstrumentation(new Cost(), new Depth()));
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

    private static final class Cost extends MaxQueryComplexityInstrumentation {
        Cost() {
            super(COSTLIEST, QueryLimits::costOf);
        }

        @Override
        protected AbortExecutionException mkAbortException(int cost, int limit) {
            return new AbortExecutionException(
                    "The query costs %d, and %d is the limit: ask for fewer objects or smaller pages."
                            .formatted(cost, limit));
        }
    }

    private static final class Depth extends MaxQueryDepthInstrumentation {
        Depth() {
            super(DEEPEST);
        }

        @Override
        protected AbortExecutionException mkAbortException(int depth, int limit) {
            return new AbortExecutionException(
                    "The query is nested %d deep, and %d is the limit.".formatted(depth, limit));
        }
    }
}
