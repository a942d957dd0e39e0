package dev.flotilla.control.isolation;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.TestMachine;
import dev.flotilla.control.isolation.IsolationTable.Line;
import dev.flotilla.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation that runs, by every kind of caller, against the table in isolation.txt. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class IsolationIT {
    /** No id has ever looked like that. */
    private static final List<String> MALFORMED = List.of("0", "-", "' or true --", "é".repeat(300));

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @TestHTTPResource(value = "/openapi?format=json", management = true)
    @Nullable
    URI openApi;

    private final IsolationTable table = IsolationTable.read();

    private TenantId tenant;
    private Asking owner;
    private Things things;
    private Introspection schema;

    @BeforeEach
    void aTenantWithAnOwner() {
        tenant = people.tenant();
        owner = new Asking(people.token(tenant, Role.OWNER));
        things = new Things(
                owner,
                table,
                nodesOf(tenant),
                () -> people.member(tenant),
                () -> people.tenant().value());
        schema = new Introspection(Asking.json(owner.graphql(Introspection.DOCUMENT)));
    }

    @Test
    void everyOperationHasALine() {
        Set<String> running = new TreeSet<>(schema.operations());
        JsonNode paths = Asking.json(RestAssured.given().get(Objects.requireNonNull(openApi)))
                .path("paths");
        paths.fieldNames()
                .forEachRemaining(path -> paths.path(path)
                        .fieldNames()
                        .forEachRemaining(verb -> running.add(verb.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> written = table.lines().stream()
                .filter(line -> !line.isAboutTheSchema())
                .map(Line::operation)
                .collect(toCollection(TreeSet::new));
        assertThat(written)
                .as("each operation has one line in src/test/resources/isolation.txt: its call and who is answered"
                        + " what")
                .isEqualTo(running);
    }

    @Test
    void everyIdThatAnOperationTakesIsInALineOfIt() {
        for (String operation : schema.operations()) {
            String calls = table.lines().stream()
                    .filter(line -> line.operation().equals(operation))
                    .map(Line::call)
                    .collect(joining(" "));
            assertThat(schema.idsOf(operation))
                    .as("ids in the lines of " + operation)
                    .allMatch(id -> calls.matches(".*\\b" + id + ": \\[?[@\"].*"));
        }
    }

    @Test
    void everyCallerIsAnsweredWhatTheTableSays() {
        Map<Who, Asking> callers = callers();
        Map<Who, String> said = new EnumMap<>(Who.class);
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Line line : table.lines()) {
            String call = things.fill(line.call());
            for (Who who : Who.values()) {
                Heard heard = ask(Objects.requireNonNull(callers.get(who)), line, call);
                Answer answer = heard.answer();
                checked++;
                Answer expected = Objects.requireNonNull(line.answers().get(who));
                if (answer != expected) {
                    wrong.add("%s as %s: %s, but %s in the table: %s"
                            .formatted(call, who, answer, expected, heard.text()));
                }
                String words = said.merge(who, call, String::concat);
                if (who.isFromElsewhere()) {
                    tracesIn(heard.text(), words)
                            .forEach(trace -> wrong.add("%s as %s tells of %s".formatted(line.call(), who, trace)));
                }
                if (answer == Answer.ALLOWED && schema.isMutation(line.operation())) {
                    call = things.fill(line.call());
                }
            }
        }
        System.out.printf(
                "isolation.txt: %d lines, %d answers checked, %d wrong%n",
                table.lines().size(), checked, wrong.size());
        assertThat(wrong).as("answers that are not as in isolation.txt").isEmpty();
    }

    @Test
    void theIdsOfOthersAreLikeIdsThatNeverWere() {
        TenantId other = people.tenant();
        var others = new Things(
                new Asking(people.token(other, Role.OWNER)),
                table,
                nodesOf(other),
                () -> people.member(other),
                () -> people.tenant().value());
        List<String> wrong = new ArrayList<>();
        for (Line line : table.lines()) {
            String call = things.texts(line.call());
            List<String> kinds = line.isRest()
                    ? List.of()
                    : Things.PLACEHOLDER
                            .matcher(call)
                            .results()
                            .map(kind -> kind.group(1))
                            .toList();
            List<String> own = kinds.stream().map(things::make).toList();
            for (int place = 0; place < kinds.size(); place++) {
                String foreign = others.make(kinds.get(place));
                List<String> ids = new ArrayList<>(MALFORMED);
                ids.add(foreign);
                ids.add(tenant.value());
                String never = neverWas(foreign);
                String expected = shapeOf(
                        ask(owner, line, filled(call, own, place, never)).text(), never);
                for (String id : ids) {
                    String answer = shapeOf(
                            ask(owner, line, filled(call, own, place, id)).text(), id);
                    if (!answer.equals(expected)) {
                        wrong.add("%s with '%s': %s instead of %s".formatted(line.call(), id, answer, expected));
                    }
                }
            }
        }
        assertThat(wrong).as("answers that tell of other tenants").isEmpty();
    }

    @Test
    void aCharacterThatNoTextCanHoldIsNamed() {
        assertThat(owner.graphql("{ node(id: \"\\u0000\") { id } }").asString()).contains("INVALID_INPUT", "U+0000");
        assertThat(owner.graphql("mutation { createStream(input: {title: \"a\\u0000\"}) { __typename } }")
                        .asString())
                .contains("InvalidInput");
    }

    private Map<Who, Asking> callers() {
        Map<Who, Asking> callers = new EnumMap<>(Who.class);
        callers.put(Who.ANONYMOUS, new Asking(""));
        callers.put(Who.STRANGER, new Asking(people.token(people.tenant(), Role.OWNER)));
        callers.put(Who.OPERATOR, new Asking(people.token(people.tenant(), Role.OPERATOR)));
        for (Who who : List.of(Who.VIEWER, Who.MEMBER, Who.ADMIN, Who.OWNER)) {
            callers.put(who, new Asking(people.token(tenant, Role.valueOf(who.name()))));
        }
        return callers;
    }

    /** An answer and its text, without what differs each time. */
    private record Heard(Answer answer, String text) {}

    private Heard ask(Asking caller, Line line, String call) {
        if (line.isRest()) {
            Response response = caller.rest(call);
            return new Heard(Answer.ofRest(response), response.asString());
        }
        if (schema.isSubscription(line.operation())) {
            JsonNode message =
                    caller.socket("subscription { %s { gap { reason } event { id message } } }".formatted(call));
            return new Heard(Answer.ofSocket(line.operation(), message), message.toString());
        }
        String kind = schema.isMutation(line.operation()) ? "mutation" : "query";
        Response response = caller.graphql("%s { %s%s }".formatted(kind, call, schema.selectionOf(line.operation())));
        return new Heard(
                Answer.ofGraphQL(line.operation(), response.statusCode(), Asking.json(response)), response.asString());
    }

    /** What the answer tells of the tenant that the caller has not said before. */
    private List<String> tracesIn(String answer, String said) {
        return things.traces().stream()
                .filter(trace -> answer.contains(trace) && !said.contains(trace))
                .toList();
    }

    /** The call with the tenant's own ids, but that one in one place. */
    private static String filled(String call, List<String> own, int place, String id) {
        Matcher places = Things.PLACEHOLDER.matcher(call);
        var filled = new StringBuilder();
        for (int at = 0; places.find(); at++) {
            String value = at == place ? id : own.get(at);
            places.appendReplacement(filled, Matcher.quoteReplacement('"' + value + '"'));
        }
        return places.appendTail(filled).toString();
    }

    private static String shapeOf(String answer, String id) {
        return answer.replace("'" + id + "'", "'ID'").replace('"' + id + '"', "\"ID\"");
    }

    /** An id of the same form. */
    private static String neverWas(String id) {
        String prefix = id.substring(0, id.indexOf('_') + 1);
        var random = RandomGenerator.getDefault();
        var text = new StringBuilder(prefix);
        while (text.length() < id.length()) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    private Supplier<String> nodesOf(TenantId tenant) {
        return () -> TestFleet.enrol(
                        TestMachine.random(), fleet.token(tenant, 1).secret())
                .statusCode(201)
                .extract()
                .path("node_id");
    }
}
