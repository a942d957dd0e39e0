package dev.flotilla.control.graphql;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.SchemaParser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract in schema.graphql is what runs: the same types, fields, arguments and defaults; texts may differ. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class SchemaIT {
    private static final Path CONTRACT = Path.of("..", "docs", "reference", "schema.graphql");

    @Inject
    People people;

    @Test
    void theRunningSchemaIsTheContract() throws IOException {
        String running = given().auth()
                .oauth2(people.token(people.tenant(), Role.VIEWER))
                .get("/graphql/schema.graphql")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(shapeOf(running)).isEqualTo(shapeOf(Files.readString(CONTRACT)));
    }

    /** Each type on a line per member, in alphabetical order. */
    private static String shapeOf(String schema) {
        Map<String, String> types = new TreeMap<>();
        new SchemaParser()
                .parse(schema)
                .types()
                .forEach((name, type) -> types.put(name, name + "\n  " + String.join("\n  ", membersOf(type))));
        return String.join("\n", types.values());
    }

    private static Set<String> membersOf(TypeDefinition<?> type) {
        Stream<String> members = switch (type) {
            case ObjectTypeDefinition object ->
                Stream.concat(
                        object.getFieldDefinitions().stream().map(SchemaIT::shapeOf),
                        object.getImplements().stream().map(parent -> "implements " + AstPrinter.printAst(parent)));
            case InterfaceTypeDefinition parent ->
                parent.getFieldDefinitions().stream().map(SchemaIT::shapeOf);
            case InputObjectTypeDefinition input ->
                input.getInputValueDefinitions().stream().map(SchemaIT::shapeOf);
            case EnumTypeDefinition choice ->
                choice.getEnumValueDefinitions().stream().map(value -> value.getName());
            case UnionTypeDefinition union -> union.getMemberTypes().stream().map(AstPrinter::printAst);
            default -> throw new AssertionError("a type of a kind that the contract does not have: " + type);
        };
        return new TreeSet<>(members.toList());
    }

    private static String shapeOf(FieldDefinition field) {
        List<String> arguments = field.getInputValueDefinitions().stream()
                .map(SchemaIT::shapeOf)
                .sorted()
                .toList();
        return field.getName() + arguments.stream().collect(joining(", ", "(", ")")) + ": "
                + AstPrinter.printAst(field.getType());
    }

    private static String shapeOf(InputValueDefinition value) {
        String shape = value.getName() + ": " + AstPrinter.printAst(value.getType());
        return value.getDefaultValue() == null ? shape : shape + " = " + AstPrinter.printAst(value.getDefaultValue());
    }
}
