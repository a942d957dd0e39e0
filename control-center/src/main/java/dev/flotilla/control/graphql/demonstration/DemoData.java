package dev.flotilla.control.graphql.demonstration;

import graphql.ErrorType;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes up what every field of the schema answers, or says that it makes nothing up for it. */
final class DemoData implements DataFetcher<Object> {
    /** Fields of Query. What is about the caller, other people, other tenants or secrets is not made up. */
    static final Set<String> QUERIES = Set.of(
            "clusters",
            "clustersConnection",
            "nodes",
            "node",
            "flow",
            "flows",
            "flowTemplates",
            "events",
            "streams",
            "stream",
            "signingKeys",
            "signingKeysConnection",
            "artifacts",
            "artifact",
            "artifactRetention");

    private static final int NESTED = 1;

    @Override
    public @Nullable Object get(DataFetchingEnvironment field) {
        String parent = ((GraphQLNamedType) field.getParentType()).getName();
        return switch (parent) {
            case "Mutation", "Subscription" -> refused(field, "READ_ONLY", "The demonstration only answers queries");
            case "Query" ->
                QUERIES.contains(field.getField().getName())
                        ? first(field)
                        : refused(field, "UNAVAILABLE", "The demonstration has no such data");
            default -> of(field, field.getSource());
        };
    }

    private static @Nullable Object first(DataFetchingEnvironment field) {
        String type = typeOf(field).getName();
        if (field.getArgument("id") instanceof String id) {
            return Sample.find(type, id).orElse(null);
        }
        return type.endsWith("Connection")
                ? new Sample(type, 0, field.getArgumentOrDefault("first", Sample.MOST))
                : many(field, number -> new Sample(type, number, 0), Sample.MOST);
    }

    private static @Nullable Object of(DataFetchingEnvironment field, @Nullable Object source) {
        Sample sample = (Sample) source;
        if (sample == null) {
            return null;
        }
        String name = field.getFieldDefinition().getName();
        return switch (typeOf(field)) {
            case GraphQLScalarType scalar -> many(field, number -> value(field, scalar, sample, number), NESTED);
            case GraphQLEnumType states -> many(field, _ -> Figures.state(states), NESTED);
            case GraphQLNamedType type
            when name.equals("edges") ->
                many(
                        field,
                        number -> new Sample(type.getName(), number, 0),
                        Math.clamp(sample.items(), 0, Sample.MOST));
            case GraphQLNamedType type ->
                many(field, number -> new Sample(type.getName(), number + Math.max(sample.number() - 1, 0), 0), NESTED);
        };
    }

    private static @Nullable Object value(
            DataFetchingEnvironment field, GraphQLScalarType scalar, Sample of, int number) {
        String name = field.getFieldDefinition().getName();
        int which = Math.max(of.number(), number);
        return switch (scalar.getName()) {
            case "ID" -> name.equals("id") ? of.id() : new Sample(name.replaceFirst("Id$", ""), which, 0).id();
            case "Int" -> (int) Figures.count(name, which);
            case "BigInteger" -> Figures.large(name, which);
            case "Float" -> Figures.share(which);
            case "Boolean" -> Figures.fact(name);
            case "DateTime" -> Figures.time(name, which, Instant.now());
            case "String" ->
                Texts.has(name)
                        ? Texts.of(name, which).orElse(null)
                        : refused(field, "UNAVAILABLE", "The demonstration has no such data");
            default -> refused(field, "UNAVAILABLE", "The demonstration has no such data");
        };
    }

    /** A list of that length where the schema has one, and else the first. */
    private static @Nullable Object many(
            DataFetchingEnvironment field, IntFunction<@Nullable Object> item, int length) {
        GraphQLType type = GraphQLTypeUtil.unwrapNonNull(field.getFieldType());
        return type instanceof GraphQLList
                ? IntStream.rangeClosed(1, length).mapToObj(item).toList()
                : item.apply(1);
    }

    private static GraphQLNamedType typeOf(DataFetchingEnvironment field) {
        return (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(field.getFieldType());
    }

    private static DataFetcherResult<Object> refused(DataFetchingEnvironment field, String code, String why) {
        return DataFetcherResult.newResult()
                .errors(List.of(GraphqlErrorBuilder.newError(field)
                        .errorType(ErrorType.DataFetchingException)
                        .message("%s: '%s'.", why, field.getField().getName())
                        .extensions(Map.of("code", "DEMO_" + code))
                        .build()))
                .build();
    }
}
