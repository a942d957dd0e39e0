package dev.flotilla.control.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.control.access.People;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the things of one tenant that calls name, by the API itself, and remembers what others must not hear of. */
final class Things {
    static final Pattern PLACEHOLDER = Pattern.compile("@(\\w+)");

    private final Asking owner;
    private final Map<String, String> recipes;
    private final Supplier<String> node;
    private final Supplier<String> member;
    private final Supplier<String> tenant;
    private final Set<String> traces = new LinkedHashSet<>();
    private @Nullable String present;
    private int ports = 20_000;

    /**
     * Of that tenant.
     *
     * @param node lets a machine in and answers its id, because that takes a certificate
     * @param member lets a person in and answers their id, because that takes a letter
     * @param tenant makes a tenant for the operator to work on; its id is no secret to operators
     */
    Things(
            Asking owner,
            IsolationTable table,
            Supplier<String> node,
            Supplier<String> member,
            Supplier<String> tenant) {
        this.owner = owner;
        this.recipes = table.things();
        this.node = node;
        this.member = member;
        this.tenant = tenant;
    }

    /** The id of a new thing of that kind. */
    String make(String kind) {
        if (kind.equals("tenant")) {
            return tenant.get();
        }
        String id = switch (kind) {
            case "node" -> Objects.requireNonNullElseGet(present, this::nextNode);
            case "member" -> member.get();
            default -> made(kind);
        };
        traces.add(id);
        return id;
    }

    /** The call with an id of its own in each place; the node serves again until a call is about nodes. */
    String fill(String call) {
        if (call.replaceFirst("\\(.*", "").contains("Node")) {
            nextNode();
        }
        return PLACEHOLDER.matcher(texts(call)).replaceAll(place -> '"' + make(place.group(1)) + '"');
    }

    /** The call with new texts, whose ids are still open. */
    String texts(String call) {
        ports++;
        String named = call.replace("@password", People.PASSWORD).replace("@port", Integer.toString(ports));
        if (!named.contains("@new")) {
            return named;
        }
        String name = "new " + UUID.randomUUID();
        traces.add(name);
        return named.replace("@new", name);
    }

    /** Ids and names of everything that was made here. */
    Set<String> traces() {
        return traces;
    }

    private String nextNode() {
        present = node.get();
        return present;
    }

    private String made(String kind) {
        String recipe = recipes.get(kind);
        if (recipe == null) {
            throw new AssertionError("isolation.txt needs a line: thing %s = ...".formatted(kind));
        }
        JsonNode answer = Asking.json(owner.graphql("mutation { " + fill(withProblem(recipe)) + " }"));
        String id = answer.findPath("id").asText();
        if (id.isEmpty()) {
            throw new AssertionError(recipe + ": " + answer);
        }
        return id;
    }

    private static String withProblem(String recipe) {
        return recipe.replaceFirst("\\{ \\.\\.\\. on ", "{ ... on Problem { message } ... on ");
    }
}
