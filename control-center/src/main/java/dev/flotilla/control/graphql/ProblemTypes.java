package dev.flotilla.control.graphql;

import static graphql.Scalars.GraphQLString;
import static graphql.schema.GraphQLNonNull.nonNull;

import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.TypeResolver;
import java.util.List;
import java.util.stream.Stream;

/** The problems as types of the schema. */
final class ProblemTypes {
    static final GraphQLInterfaceType INTERFACE = GraphQLInterfaceType.newInterface()
            .name("Problem")
            .description("Why a request was refused.")
            .field(field -> field.name("message").type(nonNull(GraphQLString)))
            .build();

    static final List<GraphQLObjectType> ALL = Stream.of(
                    InvalidInput.class, NotFound.class, Forbidden.class, Conflict.class)
            .map(ProblemTypes::typeOf)
            .toList();

    private ProblemTypes() {}

    static TypeResolver resolver() {
        return environment -> environment
                .getSchema()
                .getObjectType(environment.getObject().getClass().getSimpleName());
    }

    private static GraphQLObjectType typeOf(Class<? extends Problem> problem) {
        GraphQLObjectType.Builder type = GraphQLObjectType.newObject()
                .name(problem.getSimpleName())
                .withInterface(INTERFACE)
                .field(field -> field.name("message").type(nonNull(GraphQLString)));
        if (problem == InvalidInput.class) {
            type.field(field -> field.name("field").type(nonNull(GraphQLString)))
                    .field(field -> field.name("value").type(GraphQLString));
        }
        return type.build();
    }
}
