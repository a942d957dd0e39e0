package dev.flotilla.control.access.audit;

import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Every mutation of a schema as a document that may be sent, with made-up values for what it demands. */
record MutationWalk(TypeDefinitionRegistry schema) {
    /** A document and its variables. */
    record Call(String operation, String document, Map<String, Object> variables) {}

    static MutationWalk through(String schema) {
        return new MutationWalk(new SchemaParser().parse(schema));
    }

    List<Call> calls() {
        var mutation =
                (ObjectTypeDefinition) Objects.requireNonNull(schema.types().get("Mutation"));
        return mutation.getFieldDefinitions().stream().map(this::call).toList();
    }

    private Call call(FieldDefinition field) {
        Map<String, Object> variables = new LinkedHashMap<>();
        field.getInputValueDefinitions().stream()
                .filter(argument -> argument.getType() instanceof NonNullType)
                .forEach(argument -> variables.put(argument.getName(), valueOf(argument.getType())));
        String declared = field.getInputValueDefinitions().stream()
                .filter(argument -> variables.containsKey(argument.getName()))
                .map(argument -> "$" + argument.getName() + ": " + written(argument.getType()))
                .collect(Collectors.joining(", "));
        String given =
                variables.keySet().stream().map(name -> name + ": $" + name).collect(Collectors.joining(", "));
        String document = variables.isEmpty()
                ? "mutation { %s { __typename } }".formatted(field.getName())
                : "mutation(%s) { %s(%s) { __typename } }".formatted(declared, field.getName(), given);
        return new Call(field.getName(), document, variables);
    }

    private Object valueOf(Type<?> type) {
        return switch (type) {
            case NonNullType required -> valueOf(required.getType());
            case ListType list -> List.of(valueOf(list.getType()));
            case TypeName name -> valueOf(name.getName());
            default -> throw new AssertionError("a type of a kind that GraphQL does not have: " + type);
        };
    }

    private Object valueOf(String type) {
        TypeDefinition<?> known = schema.types().get(type);
        return switch (known) {
            case EnumTypeDefinition choice ->
                choice.getEnumValueDefinitions().getFirst().getName();
            case InputObjectTypeDefinition input ->
                input.getInputValueDefinitions().stream()
                        .filter(member -> member.getType() instanceof NonNullType)
                        .collect(Collectors.toMap(InputValueDefinition::getName, member -> valueOf(member.getType())));
            case null, default ->
                switch (type) {
                    case "Int", "BigInteger" -> 1;
                    case "Float" -> 1.5;
                    case "Boolean" -> true;
                    case "DateTime" -> "2030-01-01T00:00:00Z";
                    default -> "walked";
                };
        };
    }

    private static String written(Type<?> type) {
        return switch (type) {
            case NonNullType required -> written(required.getType()) + "!";
            case ListType list -> "[" + written(list.getType()) + "]";
            case TypeName name -> name.getName();
            default -> throw new AssertionError("a type of a kind that GraphQL does not have: " + type);
        };
    }
}
