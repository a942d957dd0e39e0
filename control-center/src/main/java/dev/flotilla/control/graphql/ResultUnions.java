package dev.flotilla.control.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeReference;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.TypeResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Gives every mutation its result union, {@code CreateFlowResult = Flow | InvalidInput | NotFound | Forbidden | Conflict}.
 * In Java a mutation returns its success and throws {@link Refused}: a union as an interface would have to be sealed
 * across packages, and a returned problem would not take the transaction back.
 */
@ApplicationScoped
class ResultUnions {

    void weave(@Observes GraphQLSchema.Builder builder) {
        GraphQLSchema plain = builder.build();
        GraphQLObjectType mutation = plain.getMutationType();
        if (mutation == null) {
            return;
        }
        GraphQLCodeRegistry.Builder code = GraphQLCodeRegistry.newCodeRegistry(plain.getCodeRegistry());
        code.typeResolver(ProblemTypes.INTERFACE, ProblemTypes.resolver());
        builder.additionalType(ProblemTypes.INTERFACE);
        ProblemTypes.ALL.forEach(builder::additionalType);

        GraphQLObjectType.Builder woven = GraphQLObjectType.newObject(mutation).clearFields();
        for (GraphQLFieldDefinition field : mutation.getFieldDefinitions()) {
            GraphQLUnionType union = unionOf(field);
            builder.additionalType(union);
            code.typeResolver(union, resolverOf(successOf(field)));
            FieldCoordinates at = FieldCoordinates.coordinates(mutation, field);
            code.dataFetcher(at, answering(code.getDataFetcher(at, field)));
            woven.field(field.transform(changed -> changed.type(GraphQLNonNull.nonNull(union))));
        }
        builder.mutation(woven.build()).codeRegistry(code.build());
    }

    private static String successOf(GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.unwrapAllAs(field.getType()) instanceof GraphQLObjectType type ? type.getName() : "";
    }

    private static GraphQLUnionType unionOf(GraphQLFieldDefinition field) {
        String name = Character.toUpperCase(field.getName().charAt(0))
                + field.getName().substring(1) + "Result";
        GraphQLUnionType.Builder union =
                GraphQLUnionType.newUnionType().name(name).possibleType(GraphQLTypeReference.typeRef(successOf(field)));
        ProblemTypes.ALL.forEach(union::possibleType);
        return union.build();
    }

    private static TypeResolver resolverOf(String success) {
        TypeResolver problems = ProblemTypes.resolver();
        return environment -> environment.getObject() instanceof Problem
                ? problems.getType(environment)
                : environment.getSchema().getObjectType(success);
    }

    /** The same fetcher, except that a refusal is an answer. */
    private static DataFetcher<?> answering(DataFetcher<?> fetcher) {
        return environment -> {
            try {
                Object answer = fetcher.get(environment);
                return answer instanceof CompletionStage<?> later ? later.handle(ResultUnions::problemOr) : answer;
            } catch (RuntimeException failure) {
                return Refusals.problemIn(failure).orElseThrow(() -> failure);
            }
        };
    }

    private static Object problemOr(Object answer, Throwable failure) {
        return failure == null
                ? answer
                : Refusals.problemIn(failure).orElseThrow(() -> new CompletionException(failure));
    }
}
